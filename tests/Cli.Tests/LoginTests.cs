using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class LoginTests(SharedNodes shared)
{
    [Fact]
    public async Task A_person_signs_in_through_the_browser_and_stays_signed_in_until_signing_out()
    {
        await using var node = await shared.Node();
        await Account(node, "anna");

        var login = await node.Run(["login", "--json"], browser: node.Browser("anna"));
        var me = await node.As(null, "me", "--json");
        var file = Assert.Single(SessionFiles(node));
        var logout = await node.As(null, "logout");
        var after = await node.As(null, "me");

        Assert.Equal(0, login.Code);
        Assert.Equal(login.Text("subject"), me.Text("subject"));
        Assert.StartsWith("usr_", me.Text("subject"), StringComparison.Ordinal);
        Assert.Equal(0, logout.Code);
        Assert.Contains("Signed out", logout.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        Assert.Equal(2, after.Code);
    }

    [Fact]
    public async Task The_sign_in_is_kept_in_a_file_that_only_its_owner_may_read_and_one_that_others_may_read_is_not_used()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("There are no file modes here.");
            return;
        }

        await using var node = await shared.Node();
        await Account(node, "berta");
        await node.Run(["login"], browser: node.Browser("berta"));
        var file = Assert.Single(SessionFiles(node));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        var said = await node.As(null, "me");

        Assert.Equal(2, said.Code);
        Assert.Contains("may be read by others", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_access_token_that_runs_out_is_replaced_once_by_whoever_of_many_comes_first()
    {
        await using var node = await shared.Node();
        await Account(node, "clara");
        await node.Run(["login"], browser: node.Browser("clara"));
        var file = Assert.Single(SessionFiles(node));
        var before = await File.ReadAllTextAsync(file);

        // The command thinks that the token is about to run out; the node does not, so that its refresh token is still good.
        var later = new ShiftedClock(TimeSpan.FromMinutes(4.9));
        var said = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => node.Run(["me"], clock: later)));

        Assert.All(said, s => Assert.Equal(0, s.Code));
        Assert.NotEqual(before, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Somebody_elses_answer_at_the_port_signs_nobody_in()
    {
        await using var node = await shared.Node();
        await Account(node, "dora");
        var browser = node.Browser("dora");

        var login = await node.Run(["login", "--json"], browser: address =>
        {
            var redirect = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Query)["redirect_uri"].ToString();
            _ = Task.Run(async () =>
            {
                using var http = new HttpClient();
                using var foreign = await http.GetAsync(redirect + "?code=stolen&state=guessed");
                Assert.Equal(System.Net.HttpStatusCode.BadRequest, foreign.StatusCode);
                browser(address);
            });
            return true;
        });

        Assert.Equal(0, login.Code);
        Assert.StartsWith("usr_", login.Text("subject"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_person_is_told_to_sign_in_again_or_refused()
    {
        await using var node = await shared.Node();
        var account = await Account(node, "emma");
        await node.Run(["login"], browser: node.Browser("emma"));

        await node.Get<UserDirectory>().Suspend(account, null, "node", default);
        var now = await node.As(null, "me");
        var later = await node.Run(["me"], clock: new ShiftedClock(TimeSpan.FromMinutes(6)));

        Assert.Equal(3, now.Code);
        Assert.Equal(2, later.Code);
        Assert.Contains("keyeco login", later.Error, StringComparison.Ordinal);
    }

    private static string[] SessionFiles(CliNode node) => Directory.GetFiles(Path.Combine(node.Settings, "sessions"), "*.json");

    private static async Task<UserId> Account(CliNode node, string name) =>
        (await node.Get<UserDirectory>().Create(new NewUser(name, name, new MemberId(BundledRegistry.IdOf("E02")), [NodeRoles.MemberUser], CliNode.Password), "node", default)).Value.Id;

    private sealed class ShiftedClock(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }
}
