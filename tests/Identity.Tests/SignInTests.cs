using System.Net;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class SignInTests
{
    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_for_fifteen_minutes()
    {
        await using var node = await RunningIdentity.Start();
        await node.Account();
        var person = node.Visitor();
        for (var i = 0; i < SignInService.FailuresMax; i++)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await person.SignIn("anna", "a wrong password"));
        }

        Assert.Equal(HttpStatusCode.Forbidden, await person.SignIn("anna", RunningIdentity.Password));
        node.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.Forbidden, await person.SignIn("anna", RunningIdentity.Password));
        node.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.OK, await person.SignIn("anna", RunningIdentity.Password));
    }

    [Fact]
    public async Task A_right_password_makes_the_wrong_ones_before_it_forgotten()
    {
        await using var node = await RunningIdentity.Start();
        await node.Account();
        var person = node.Visitor();

        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < SignInService.FailuresMax - 1; i++)
            {
                Assert.Equal(HttpStatusCode.Forbidden, await person.SignIn("anna", "a wrong password"));
            }

            Assert.Equal(HttpStatusCode.OK, await person.SignIn("Anna", RunningIdentity.Password));
        }
    }

    [Fact]
    public async Task Many_guesses_at_once_are_no_way_around_the_lock()
    {
        await using var node = await RunningIdentity.Start();
        await node.Account();

        var guesses = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => node.Visitor().SignIn("anna", $"a wrong password {i}")));

        Assert.All(guesses, g => Assert.Equal(HttpStatusCode.Forbidden, g));
        var row = Assert.Single(await node.All<UserRow>());
        Assert.InRange(row.Failures, 1, SignInService.FailuresMax);
        Assert.Equal(HttpStatusCode.Forbidden, await node.Visitor().SignIn("anna", RunningIdentity.Password));
    }

    [Fact]
    public async Task The_right_password_signs_in_also_while_another_attempt_is_counted()
    {
        await using var node = await RunningIdentity.Start();
        await node.Account();

        for (var round = 0; round < 10; round++)
        {
            var both = await Task.WhenAll(Enumerable.Range(0, SignInService.FailuresMax - 1).Select(_ => node.Visitor().SignIn("anna", RunningIdentity.Password)));

            Assert.All(both, answer => Assert.Equal(HttpStatusCode.OK, answer));
        }

        Assert.Equal(0, Assert.Single(await node.All<UserRow>()).Failures);
    }

    [Fact]
    public async Task The_answer_does_not_tell_which_accounts_there_are()
    {
        await using var node = await RunningIdentity.Start();
        await node.Account();
        var person = node.Visitor();

        var known = await (await person.Form("test/password", ("name", "anna"), ("password", "wrong"))).Content.ReadAsStringAsync();
        var unknown = await (await person.Form("test/password", ("name", "nobody"), ("password", "wrong"))).Content.ReadAsStringAsync();

        Assert.Equal(known, unknown);
    }

    [Fact]
    public async Task Of_two_who_take_a_link_at_once_one_is_signed_in()
    {
        await using var node = await RunningIdentity.Start();
        var account = await node.Account();
        for (var round = 0; round < 20; round++)
        {
            var link = (await node.Users.MakeSignInLink(account.Id, null, "node", default)).Value;

            var taken = await Task.WhenAll(Take(node, link), Take(node, link));

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], taken.Order());
        }
    }

    [Fact]
    public async Task A_link_runs_out_after_ten_minutes()
    {
        await using var node = await RunningIdentity.Start();
        var account = await node.Account();
        var late = (await node.Users.MakeSignInLink(account.Id, null, "node", default)).Value;

        node.Clock.Advance(TimeSpan.FromMinutes(11));
        var timely = (await node.Users.MakeSignInLink(account.Id, null, "node", default)).Value;

        Assert.Equal(HttpStatusCode.Forbidden, await Take(node, late));
        Assert.Equal(HttpStatusCode.OK, await Take(node, timely));
    }

    [Fact]
    public async Task A_link_of_a_suspended_person_is_worth_nothing()
    {
        await using var node = await RunningIdentity.Start();
        var account = await node.Account();
        var link = (await node.Users.MakeSignInLink(account.Id, null, "node", default)).Value;

        await node.Users.Suspend(account.Id, null, "node", default);

        Assert.Equal(HttpStatusCode.Forbidden, await Take(node, link));
    }

    [Theory]
    [InlineData("code_challenge", null)]
    [InlineData("redirect_uri", "http://evil.example/callback")]
    [InlineData("client_id", "nobody")]
    public async Task A_code_request_that_lacks_its_proof_or_goes_elsewhere_is_refused_and_its_twin_is_not(string field, string? value)
    {
        await using var node = await RunningIdentity.Start();
        await node.Account();
        var person = node.Visitor();
        await person.SignIn("anna", RunningIdentity.Password);
        var spoilt = Person.CodeRequest();
        spoilt.Remove(field);
        if (value is not null)
        {
            spoilt[field] = value;
        }
        else
        {
            spoilt.Remove("code_challenge_method");
        }

        var refused = await person.Authorize(spoilt);
        var twin = await person.Authorize(Person.CodeRequest());

        Assert.DoesNotContain("code=", refused.Headers.Location?.Query ?? "", StringComparison.Ordinal);
        Assert.NotEqual("evil.example", refused.Headers.Location?.Host);
        Assert.Contains("code=", twin.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww")]
    public async Task A_code_is_worth_nothing_without_the_verifier(string? verifier)
    {
        await using var node = await RunningIdentity.Start();
        await node.Account();
        var person = node.Visitor();
        await person.SignIn("anna", RunningIdentity.Password);
        (string, string)[] fields = [("grant_type", "authorization_code"), ("client_id", "cli"), ("code", await person.GetCode()), ("redirect_uri", Person.Redirect)];

        var answer = await person.Form("connect/token", verifier is null ? fields : [.. fields, ("code_verifier", verifier)]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_sent_to_the_sign_in_page_and_back()
    {
        await using var node = await RunningIdentity.Start();

        var answer = await node.Visitor().Authorize(Person.CodeRequest());

        Assert.Equal("/signin", answer.Headers.Location!.AbsolutePath);
        Assert.StartsWith("/connect/authorize?", QueryHelpers.ParseQuery(answer.Headers.Location.Query)["returnUrl"].Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_ended_opens_no_new_one()
    {
        await using var node = await RunningIdentity.Start();
        var (account, person) = await node.SignedIn();

        await node.Users.Suspend(account.Id, null, "node", default);
        await node.Users.Restore(account.Id, null, "node", default);

        Assert.Equal("/signin", (await person.Authorize(Person.CodeRequest())).Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task A_foreign_page_signs_nobody_out()
    {
        await using var node = await RunningIdentity.Start();
        var (_, person) = await node.SignedIn();

        Assert.Equal(HttpStatusCode.BadRequest, (await person.Call("connect/endsession")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, await person.Me());

        await person.Call("connect/endsession?id_token_hint=" + person.IdToken);
        Assert.Equal(HttpStatusCode.Unauthorized, await person.Me());
    }

    [Fact]
    public async Task An_address_that_knocks_too_often_is_told_to_wait()
    {
        await using var node = await RunningIdentity.Start(attemptsPerMinuteMax: 3);
        var visitor = node.Visitor();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.Call("identity/v1/sign-up", body: new { email = "none" })).StatusCode);
        }

        var answer = await visitor.Call("identity/v1/sign-up", body: new { email = "none" });

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<HttpStatusCode> Take(RunningIdentity node, string link) => (await node.Visitor().Form("test/link", ("ticket", link))).StatusCode;
}
