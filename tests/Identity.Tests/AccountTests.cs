using System.Net;
using System.Net.Http.Json;
using System.Text;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace KeyEcosystem.Identity.Tests;

public sealed class AccountTests
{
    [Fact]
    public async Task An_administrator_sees_and_touches_the_own_member_only_and_an_operator_any()
    {
        await using var node = await RunningIdentity.Start();
        var mine = await node.Account("mine");
        var theirs = await node.Account("theirs", node.Other);
        var admin = await node.Machine(node.Member, NodeRoles.MemberAdmin);
        var op = await node.Machine(node.Member, NodeRoles.Operator);

        Assert.Equal([mine.Id], (await Listed(admin)).Items.Select(u => u.Id));
        Assert.Equivalent(new[] { mine.Id, theirs.Id }, (await Listed(op)).Items.Select(u => u.Id), strict: true);
        foreach (var step in (string[])["suspend", "restore", "erase"])
        {
            Assert.Equal(HttpStatusCode.NotFound, await Do(admin, theirs.Id, step));
            Assert.Equal(HttpStatusCode.OK, await Do(admin, mine.Id, step));
            Assert.Equal(HttpStatusCode.OK, await Do(op, theirs.Id, step));
        }
    }

    [Fact]
    public async Task A_list_is_read_in_pages()
    {
        await using var node = await RunningIdentity.Start();
        for (var i = 0; i < 5; i++)
        {
            await node.Account($"person-{i}");
        }

        var admin = await node.Machine(node.Member, NodeRoles.MemberAdmin);
        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await Listed(admin, "?limit=2" + (next is null ? "" : "&cursor=" + next));
            seen.AddRange(page.Items.Select(u => u.LoginName));
            next = page.Next;
        }
        while (next is not null);

        // Made in the same millisecond of a clock that stands still, so that their ids have no order; each is there once.
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"person-{i}"), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nobody_gives_roles_above_the_own_or_touches_an_account_that_has_them()
    {
        await using var node = await RunningIdentity.Start();
        var boss = await node.Account("boss", null, NodeRoles.Operator);
        var admin = await node.Machine(node.Member, NodeRoles.MemberAdmin);

        Assert.Equal(HttpStatusCode.Forbidden, await Do(admin, boss.Id, "suspend"));
        Assert.Equal(HttpStatusCode.BadRequest, await Make(admin, null, NodeRoles.Operator));
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.Call("identity/v1/invitations", body: new InvitationRequest(null, "a@b.example", [NodeRoles.Auditor]))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await admin.Call("identity/v1/machines", body: new MachineRequest(null, [NodeRoles.Regulator], "x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await Make(admin, node.Other, NodeRoles.MemberUser));
        Assert.Equal(HttpStatusCode.Created, await Make(admin, null, NodeRoles.MemberUser));
    }

    [Fact]
    public async Task A_user_makes_nothing()
    {
        await using var node = await RunningIdentity.Start();
        var (account, user) = await node.SignedIn();

        Assert.Equal(HttpStatusCode.Forbidden, await Make(user, null, NodeRoles.MemberUser));
        Assert.Equal(HttpStatusCode.Forbidden, await Do(user, account.Id, "erase"));
        Assert.Equal(HttpStatusCode.Forbidden, (await user.Call("identity/v1/users")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await user.Call("identity/v1/keys")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await user.Call("identity/v1/machines", body: new MachineRequest(null, [NodeRoles.MemberUser], "x"))).StatusCode);
    }

    [Fact]
    public async Task A_person_sets_the_own_name_and_password_and_every_sign_in_ends()
    {
        await using var node = await RunningIdentity.Start();
        var (account, anna) = await node.SignedIn();
        var (_, elsewhere) = (account, node.Visitor());
        await elsewhere.SignIn("anna", RunningIdentity.Password);
        await elsewhere.GetTokens();

        var named = await (await anna.Call("identity/v1/me/name", body: new NameChange("Anna A."))).Content.ReadFromJsonAsync<AccountView>();
        var wrong = await anna.Call("identity/v1/me/password", body: new PasswordChange("not the password", "another good password"));
        var set = await anna.Call("identity/v1/me/password", body: new PasswordChange(RunningIdentity.Password, "another good password"));

        Assert.Equal(("Anna A.", account.Id), (named!.DisplayName, named.Id));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK), (wrong.StatusCode, set.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, (await anna.Call("identity/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Call("identity/v1/me")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await node.Visitor().SignIn("anna", RunningIdentity.Password));
        Assert.Equal(HttpStatusCode.OK, await node.Visitor().SignIn("anna", "another good password"));
    }

    [Fact]
    public async Task A_session_is_no_way_to_guess_the_password()
    {
        await using var node = await RunningIdentity.Start();
        var (_, anna) = await node.SignedIn();
        for (var i = 0; i < SignInService.FailuresMax; i++)
        {
            await anna.Call("identity/v1/me/password", body: new PasswordChange($"guess number {i}", "another good password"));
        }

        var right = await anna.Call("identity/v1/me/password", body: new PasswordChange(RunningIdentity.Password, "another good password"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
    }

    [Fact]
    public async Task A_person_signs_out_everywhere_and_a_machine_has_no_account()
    {
        await using var node = await RunningIdentity.Start();
        var (_, anna) = await node.SignedIn();
        var machine = await node.Machine(node.Member, NodeRoles.MemberAdmin);

        Assert.Equal(HttpStatusCode.OK, (await anna.Call("identity/v1/me/sign-out", body: new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anna.Call("identity/v1/me/account")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await machine.Call("identity/v1/me/account")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await machine.Call("identity/v1/me/password", body: new PasswordChange(null, "another good password"))).StatusCode);
    }

    [Fact]
    public async Task A_name_is_taken_once_whatever_its_case()
    {
        await using var node = await RunningIdentity.Start();
        await node.Account("anna@works.example");

        var again = await node.Users.Create(new NewUser("Anna@Works.Example", "x", node.Other, [NodeRoles.MemberUser], null), "node", default);

        Assert.Equal("identity.user.exists", again.Refusal?.Code);
    }

    [Fact]
    public async Task Of_two_who_accept_an_invitation_at_once_one_gets_the_account()
    {
        await using var node = await RunningIdentity.Start();
        var admin = await node.Machine(node.Member, NodeRoles.MemberAdmin);
        var invited = await (await admin.Call("identity/v1/invitations", body: new InvitationRequest(null, "Bo@works.example", [NodeRoles.MemberAdmin]))).Content.ReadFromJsonAsync<InvitationView>();
        var acceptance = new TicketAcceptance(invited!.Ticket, "Bo", RunningIdentity.Password);

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => node.Visitor().Call("identity/v1/invitations/accept", body: acceptance)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity], answers.Select(a => a.StatusCode).Order());
        var account = Assert.Single((await Listed(admin)).Items);
        Assert.Equal(("bo@works.example", node.Member), (account.LoginName, account.Member));
        Assert.Equal([NodeRoles.MemberAdmin], account.Roles);
        Assert.Equal(HttpStatusCode.OK, await node.Visitor().SignIn("bo@works.example", RunningIdentity.Password));
    }

    [Fact]
    public async Task An_invitation_is_worth_nothing_after_a_week_and_never_as_a_sign_in_link()
    {
        await using var node = await RunningIdentity.Start();
        var invitation = (await node.Get<Invitations>().Invite("bo@works.example", node.Member, [NodeRoles.MemberUser], "node", default)).Value;

        Assert.Equal(HttpStatusCode.Forbidden, (await node.Visitor().Form("test/link", ("ticket", invitation))).StatusCode);
        node.Jump(TimeSpan.FromDays(8));

        Assert.Equal("identity.ticket.spent", (await node.Get<Invitations>().Accept(invitation, "Bo", RunningIdentity.Password, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_proven_address_gives_a_trial_account_with_a_tenant_of_its_own()
    {
        await using var node = await RunningIdentity.Start();
        var visitor = node.Visitor();
        Assert.Equal(HttpStatusCode.Accepted, (await visitor.Call("identity/v1/sign-up", body: new SignUpRequest("cy@new.example"))).StatusCode);
        var letter = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(node.Folder, "outbox"))));
        var ticket = letter[(letter.IndexOf('#', StringComparison.Ordinal) + 1)..].Split('\n')[0].Trim();

        var made = await (await visitor.Call("identity/v1/sign-up/complete", body: new TicketAcceptance(ticket, "Cy", RunningIdentity.Password))).Content.ReadFromJsonAsync<UserView>();

        Assert.Equal([NodeRoles.Trial], made!.Roles);
        Assert.NotEqual(node.Member, made.Member);
        Assert.Equal(HttpStatusCode.OK, await visitor.SignIn("cy@new.example", RunningIdentity.Password));
    }

    [Fact]
    public async Task An_address_gets_three_letters_and_the_answer_does_not_tell_of_an_account()
    {
        await using var node = await RunningIdentity.Start();
        await node.Account("dora@works.example");

        for (var i = 0; i < 5; i++)
        {
            Assert.True((await node.Get<SignUps>().Begin("dora@works.example", default)).IsOk);
            Assert.True((await node.Get<SignUps>().Begin("eve@works.example", default)).IsOk);
        }

        var letters = Directory.GetFiles(Path.Combine(node.Folder, "outbox")).Select(File.ReadAllText).ToList();
        Assert.Equal(3, letters.Count);
        Assert.All(letters, l => Assert.Contains("eve@works.example", l, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Erasing_deletes_what_names_the_person_and_keeps_the_id()
    {
        await using var node = await RunningIdentity.Start();
        var (account, person) = await node.SignedIn("frida@works.example");
        await node.Get<SignUps>().Begin("frida@works.example", default);

        Assert.True((await node.Users.Erase(account.Id, null, "node", default)).IsOk);

        var row = Assert.Single(await node.All<UserRow>());
        Assert.Equal((account.Id.Value, null, "", null, UserState.Erased), (row.Id, row.LoginName, row.DisplayName, row.PasswordHash, row.State));
        Assert.Equal(HttpStatusCode.Unauthorized, await person.Me());
        Assert.Equal(HttpStatusCode.Forbidden, await person.SignIn("frida@works.example", RunningIdentity.Password));
        Assert.Equal("identity.user.state", (await node.Users.Restore(account.Id, null, "node", default)).Refusal?.Code);
        Assert.NotEqual(account.Id, (await node.Account("frida@works.example")).Id);
    }

    [Fact]
    public async Task Every_change_and_sign_in_is_on_record_by_ids_only()
    {
        await using var node = await RunningIdentity.Start();
        var (account, person) = await node.SignedIn("gustav@works.example");
        await person.SignIn("gustav@works.example", "a wrong password");
        await node.Users.Suspend(account.Id, null, "node", default);
        await node.Users.Restore(account.Id, null, "node", default);
        await node.Users.Erase(account.Id, null, "node", default);

        var records = (await node.All<EvidenceRow>()).OrderBy(e => e.Sequence).ToList();

        Assert.Equal(["user.created", "sign-in.tried", "sign-in.password", "sign-in.tried", "user.suspended", "user.restored", "user.erased"], records.Select(r => r.Verb));
        Assert.All(records, r => Assert.Equal(account.Id.ToString(), r.Subject));
        Assert.All(records, r => Assert.DoesNotContain("gustav", Encoding.ASCII.GetString(r.Leaf), StringComparison.OrdinalIgnoreCase));
        Assert.All(await node.All<EvidenceDetailRow>(), d => Assert.Equal("{}", d.Detail));
    }

    [Fact]
    public async Task What_has_run_out_is_deleted_and_the_rest_is_not()
    {
        await using var node = await RunningIdentity.Start();
        var (account, _) = await node.SignedIn();
        await node.Users.MakeSignInLink(account.Id, null, "node", default);
        node.Jump(TimeSpan.FromHours(13));
        await node.Visitor().SignIn("anna", RunningIdentity.Password);

        await node.Get<IEnumerable<IHostedService>>().OfType<IdentityPruning>().Single().Prune(default);

        Assert.Single(await node.All<SignInRow>());
        Assert.Empty(await node.All<TicketRow>());
    }

    private static async Task<Page<UserView>> Listed(Person caller, string query = "") => (await (await caller.Call("identity/v1/users" + query)).Content.ReadFromJsonAsync<Page<UserView>>())!;

    private static async Task<HttpStatusCode> Do(Person caller, UserId user, string step) => (await caller.Call($"identity/v1/users/{user}/{step}", HttpMethod.Post)).StatusCode;

    private static async Task<HttpStatusCode> Make(Person caller, MemberId? member, string role) =>
        (await caller.Call("identity/v1/users", body: new UserRequest(member, $"new-{role}", "New", [role], RunningIdentity.Password))).StatusCode;
}
