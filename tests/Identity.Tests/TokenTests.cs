using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class TokenTests
{
    [Fact]
    public async Task A_machine_calls_for_its_member_with_its_roles()
    {
        await using var node = await RunningIdentity.Start();
        var machine = await node.Machine(node.Member, NodeRoles.MemberUser, NodeRoles.Auditor);

        var me = await (await machine.Call("identity/v1/me")).Content.ReadFromJsonAsync<MeView>();

        Assert.Equal(machine.ClientId, me!.Subject);
        Assert.Equal(node.Member, me.Member);
        Assert.Equal([NodeRoles.MemberUser, NodeRoles.Auditor], me.Roles);
    }

    [Fact]
    public async Task A_person_calls_with_the_member_of_the_account()
    {
        await using var node = await RunningIdentity.Start();
        var (account, person) = await node.SignedIn("anna", node.Other, NodeRoles.MemberAdmin);

        var me = await (await person.Call("identity/v1/me")).Content.ReadFromJsonAsync<MeView>();

        Assert.Equal((account.Id.ToString(), node.Other), (me!.Subject, me.Member));
        Assert.Equal([NodeRoles.MemberAdmin], me.Roles);
    }

    [Fact]
    public async Task A_key_calls_until_it_is_revoked()
    {
        await using var node = await RunningIdentity.Start();
        var (id, key) = (await node.Get<ApiKeys>().Make(node.Member, [NodeRoles.MemberUser], "k", TimeSpan.FromDays(1), "node", default)).Value;
        var caller = node.Visitor();
        Assert.Equal(HttpStatusCode.OK, await caller.Me(key));

        await node.Get<ApiKeys>().Revoke(id, null, "node", default);

        Assert.Equal(HttpStatusCode.Unauthorized, await caller.Me(key));
    }

    [Fact]
    public async Task A_revoked_token_is_refused_on_the_next_request_and_its_twin_is_not()
    {
        await using var node = await RunningIdentity.Start();
        var machine = await node.Machine(node.Member);
        var twin = machine.Access;
        await machine.GetMachineToken();

        var revoked = await machine.Form("connect/revoke", ("client_id", machine.ClientId), ("client_secret", machine.Secret!), ("token", machine.Access!));

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await machine.Me());
        Assert.Equal(HttpStatusCode.OK, await machine.Me(twin));
    }

    [Fact]
    public async Task A_revoked_machine_is_refused_on_the_next_request_and_gets_no_token()
    {
        await using var node = await RunningIdentity.Start();
        var machine = await node.Machine(node.Member);
        Assert.Equal(HttpStatusCode.OK, await machine.Me());

        Assert.True((await node.Get<MachineClients>().Revoke(machine.ClientId, node.Member, "node", default)).IsOk);

        Assert.Equal(HttpStatusCode.Unauthorized, await machine.Me());
        await Assert.ThrowsAsync<HttpRequestException>(() => machine.GetMachineToken());
    }

    [Fact]
    public async Task Another_members_machine_is_not_revoked()
    {
        await using var node = await RunningIdentity.Start();
        var machine = await node.Machine(node.Member);

        Assert.Equal("identity.machine.unknown", (await node.Get<MachineClients>().Revoke(machine.ClientId, node.Other, "node", default)).Refusal?.Code);
        Assert.Equal(HttpStatusCode.OK, await machine.Me());
    }

    [Fact]
    public async Task A_suspended_persons_token_and_refresh_are_refused_and_stay_so_after_restoring()
    {
        await using var node = await RunningIdentity.Start();
        var (account, person) = await node.SignedIn();
        Assert.Equal(HttpStatusCode.OK, await person.UseRefresh());
        Assert.Equal(HttpStatusCode.OK, await person.Me());

        await node.Users.Suspend(account.Id, null, "node", default);

        Assert.Equal(HttpStatusCode.Unauthorized, await person.Me());
        Assert.Equal(HttpStatusCode.BadRequest, await person.UseRefresh());
        Assert.Equal(HttpStatusCode.Forbidden, await person.SignIn("anna", RunningIdentity.Password));
        await node.Users.Restore(account.Id, null, "node", default);
        Assert.Equal(HttpStatusCode.Unauthorized, await person.Me());
        Assert.Equal(HttpStatusCode.BadRequest, await person.UseRefresh());
        Assert.Equal(HttpStatusCode.OK, await person.SignIn("anna", RunningIdentity.Password));
    }

    [Fact]
    public async Task Signing_out_ends_the_tokens_of_that_sign_in_and_of_no_other()
    {
        await using var node = await RunningIdentity.Start();
        var (_, person) = await node.SignedIn();
        var elsewhere = node.Visitor();
        await elsewhere.SignIn("anna", RunningIdentity.Password);
        await elsewhere.GetTokens();

        await person.Form("test/sign-out");

        Assert.Equal(HttpStatusCode.Unauthorized, await person.Me());
        Assert.Equal(HttpStatusCode.BadRequest, await person.UseRefresh());
        Assert.Equal(HttpStatusCode.OK, await elsewhere.Me());
    }

    [Fact]
    public async Task A_token_altered_anywhere_is_refused()
    {
        await using var node = await RunningIdentity.Start();
        var machine = await node.Machine(node.Member);
        var token = machine.Access!;
        var random = new Random(7);

        for (var i = 0; i < 200; i++)
        {
            // The last digit of a part may hold bits that nobody reads.
            var at = random.Next(token.Length);
            if (token[at] == '.' || at == token.Length - 1 || token[at + 1] == '.')
            {
                continue;
            }

            Assert.Equal(HttpStatusCode.Unauthorized, await machine.Me(token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..]));
        }

        var unsigned = string.Join('.', Microsoft.AspNetCore.WebUtilities.Base64UrlTextEncoder.Encode("""{"alg":"none","typ":"at+jwt"}"""u8.ToArray()), token.Split('.')[1], "");
        Assert.Equal(HttpStatusCode.Unauthorized, await machine.Me(unsigned));
        Assert.Equal(HttpStatusCode.OK, await machine.Me());
    }

    [Fact]
    public async Task A_token_runs_out()
    {
        await using var node = await RunningIdentity.Start();
        var machine = await node.Machine(node.Member);

        node.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(HttpStatusCode.OK, await machine.Me());
        node.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(HttpStatusCode.Unauthorized, await machine.Me());
    }

    [Fact]
    public async Task A_sign_in_runs_out_whatever_is_refreshed()
    {
        await using var node = await RunningIdentity.Start();
        var (_, person) = await node.SignedIn();

        node.Jump(TimeSpan.FromHours(11));
        Assert.Equal(HttpStatusCode.OK, await person.UseRefresh());
        node.Jump(TimeSpan.FromHours(2));

        Assert.Equal(HttpStatusCode.BadRequest, await person.UseRefresh());
    }

    [Fact]
    public async Task Another_nodes_token_is_refused()
    {
        await using var node = await RunningIdentity.Start();
        await using var foreign = await RunningIdentity.Start();
        var machine = await foreign.Machine(foreign.Member);

        Assert.Equal(HttpStatusCode.Unauthorized, await node.Visitor().Me(machine.Access));
    }

    [Theory]
    [InlineData("query")]
    [InlineData("form")]
    [InlineData("cookie")]
    [InlineData("nothing")]
    public async Task Only_the_authorization_header_carries_a_credential(string way)
    {
        await using var node = await RunningIdentity.Start();
        var (_, person) = await node.SignedIn();
        var token = person.Access!;
        person.Access = null;
        var visitor = node.Visitor();

        var answer = way switch
        {
            "query" => await visitor.Call("identity/v1/me?access_token=" + token),
            "form" => await visitor.Form($"identity/v1/users/usr_{Guid.Empty:n}/suspend", ("access_token", token)),
            "cookie" => await person.Call("identity/v1/me"),
            _ => await visitor.Call("identity/v1/me"),
        };

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_member_can_not_be_set_by_header_query_or_body()
    {
        await using var node = await RunningIdentity.Start();
        var machine = await node.Machine(node.Member, NodeRoles.MemberAdmin);
        await machine.GetMachineToken(("member", node.Other.ToString()), ("role", "operator"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"identity/v1/me?member={node.Other}&role=operator");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", machine.Access);
        request.Headers.Add("member", node.Other.ToString());
        request.Headers.Add("X-Member", node.Other.ToString());

        var me = await (await machine.Http.SendAsync(request)).Content.ReadFromJsonAsync<MeView>();
        var made = await machine.Call("identity/v1/keys", body: new KeyRequest(node.Other, [NodeRoles.MemberUser], "x", 1));
        var listed = await (await machine.Call($"identity/v1/users?member={node.Other}")).Content.ReadAsStringAsync();

        Assert.Equal(node.Member, me!.Member);
        Assert.Equal([NodeRoles.MemberAdmin], me.Roles);
        Assert.Equal(HttpStatusCode.Forbidden, made.StatusCode);
        Assert.DoesNotContain(node.Other.ToString(), listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_policy_lets_its_role_through_and_no_other()
    {
        await using var node = await RunningIdentity.Start();

        foreach (var role in NodeRoles.All)
        {
            var machine = await node.Machine(node.Member, role);
            foreach (var door in NodeRoles.All)
            {
                Assert.Equal(door == role ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await machine.Call("test/only/" + door)).StatusCode);
            }
        }
    }
}
