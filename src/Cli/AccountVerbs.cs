using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Cli.SignIn;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco login, logout, me, sign-up</c>.</summary>
internal static class AccountVerbs
{
    private static readonly Argument<string> Email = new("email") { Description = "Your address. 您的邮箱。" };
    private static readonly Argument<string> Ticket = new("ticket") { Description = "What stands behind # in the letter's link. 邮件链接中 # 之后的内容。" };
    private static readonly Argument<UserId> User = Verb.Id<UserId>("user", "The person's account. 账号。");
    private static readonly Option<string> Name = new("--name") { Description = "How you want to be called. 显示名称。", Required = true };
    private static readonly Option<bool> NoBrowser = new("--no-browser") { Description = "Only print the address. 只显示地址。" };

    public static Command Login() => Verb.Of("login", "Signs you in through the browser; the sign-in is kept for this node and refreshed. 通过浏览器登录，并为该节点保存登录。", SignIn, NoBrowser);

    public static Command Logout() => Verb.Of("logout", "Ends the sign-in of this command and deletes its file. 退出登录。", SignOut);

    public static Command Me() => Verb.Of("me", "Who the node takes you for. 当前身份。", async run =>
    {
        var me = await run.Node.Me(run.Stop);
        Say(run, me, "subject");
    });

    public static Command SignUp()
    {
        var verb = Verb.Of("sign-up", "Writes to your address; the letter leads to a trial account. 注册试用账户：先向邮箱发送确认信。", Begin, Email);
        var complete = Verb.Of("sign-up-complete", "Makes the trial account with the ticket of the letter; asks for a password. 用邮件中的凭证完成注册。", Complete, Ticket, Name);
        var link = Verb.Of("link", "Makes an address that signs a person of yours in once, within ten minutes; for those who have no password yet or lost it. 生成一次性登录链接。", Link, User);
        return Verb.Group("account", "Ways in. 注册与登录。", verb, complete, link);
    }

    private static void Say(VerbRun run, MeView me, string subject) => run.Show(
        me,
        [
            (subject, me.Subject), ("member", me.MemberNameEn is null ? me.Member.ToString() : $"{MemberNames.Both(me.MemberNameZh, me.MemberNameEn)} ({me.Member})"), ("state", me.MemberState is { } standing ? StateNames.CodedMember(standing) : null), ("roles", CodeWords.Roles(me.Roles)),
            .. me.Trial is { } day ? Today(day) : [],
            ("next", me switch
            {
                { MemberState: "applied" } => "an operator decides on your application; until then you are on trial 等待运营方审核，期间仍为试用",
                { Trial: not null } => "keyeco offers --usable-for trying; to become a member: keyeco members apply 查看可试用的要约；申请入盟",
                _ when me.Roles.Contains("operator") => "keyeco members --state applied; keyeco inbox; keyeco cohorts 待审成员；待办；共享组",
                { MemberState: "admitted" } when me.Roles.Contains("member-admin") => "keyeco inbox; keyeco offers; keyeco assets publish --help 待办；要约；发布资产",
                { MemberState: "admitted" } when me.Roles.Contains("member-user") => "keyeco offers; keyeco pools; keyeco jobs submit --help 要约；算力池；提交作业",
                { MemberState: "admitted" } when me.Roles.Contains("agent") => "keyeco agent --help 接入集群",
                _ => null,
            }),
        ]);

    /// <summary>What is left of a trial's day.</summary>
    private static (string Name, string? Value)[] Today(TrialDayView day) =>
    [
        ("uses", $"{day.Uses} of {day.UsesMax} today 今日已用 {day.Uses} / {day.UsesMax} 次"),
        ("read", $"{TrialAmounts.Bytes(day.Bytes)} of {TrialAmounts.Bytes(day.BytesMax)} today 今日已读取"),
        ("devices", $"{TrialAmounts.Time(day.DeviceMs, chinese: false)} of {TrialAmounts.Time(day.DeviceMsMax, chinese: false)} today, until {day.Ends:u} 今日设备时间"),
    ];

    private static async Task Link(VerbRun run)
    {
        var link = await run.Node.MakeSignInLink(run.Get(User), run.Stop);
        run.Show(link, ("address", link.Address.AbsoluteUri), ("until", link.Until.ToString("u", CultureInfo.InvariantCulture)));
    }

    private static async Task SignIn(VerbRun run)
    {
        var node = Connection.Address(run.Parsed);
        var shell = run.Get(NoBrowser) ? Unopened(run) : run.Shell;
        if (await Connection.Silence(node) is { } silence)
        {
            throw silence;
        }

        var session = await LoopbackSignIn.Ask(
            node,
            shell,
            (address, opened) => run.Notes.WriteLine((opened ? "The browser opens; if not, open this address: 浏览器将打开；如未打开，请访问：" : "Open this address in a browser of this machine: 请在本机浏览器中打开：") + "\n" + address.AbsoluteUri),
            run.Stop);
        var sessions = new SessionStore(run.Shell, node);
        sessions.Write(session);
        using var http = new HttpClient(new SessionHandler(sessions, run.Shell.Clock)) { BaseAddress = node };
        var me = await new NodeHttp(http).Me(run.Stop);
        Say(run, me, "signed in");
        run.Notes.WriteLine($"kept in    {sessions.File}");
    }

    private static async Task SignOut(VerbRun run)
    {
        var sessions = new SessionStore(run.Shell, Connection.Address(run.Parsed));
        if (sessions.Read() is not { } session)
        {
            run.Notes.WriteLine("You are not signed in. 未登录。");
            return;
        }

        sessions.Delete();
        using var http = new HttpClient();
        if (!await TokenCalls.Revoke(http, sessions.Node, session.Refresh ?? session.Access, run.Stop))
        {
            run.Notes.WriteLine("The file is deleted, but the node did not revoke the sign-in; it ends by itself. 本地登录已删除，但节点未撤销；将自动过期。");
            return;
        }

        run.Notes.WriteLine("Signed out. 已退出登录。");
    }

    private static async Task Begin(VerbRun run)
    {
        await Connection.OpenUnsigned(run.Parsed).BeginSignUp(run.Get(Email), run.Stop);
        run.Notes.WriteLine("If the address has no account yet, a letter is on its way (without a mail server it lies in the node's data folder, in outbox). Then: keyeco account sign-up-complete TICKET --name NAME 若该邮箱尚未注册，确认信即将送达（节点未配置邮件服务器时，信在其数据文件夹的 outbox 中）。");
    }

    private static async Task Complete(VerbRun run)
    {
        var password = run.Shell.ReadSecret("Password, 12 to 200 characters 密码（12 至 200 个字符）: ") ?? throw new UsageException("No password was given on standard input. 未从标准输入读到密码。");
        if (run.Shell.Interactive && run.Shell.ReadSecret("The same again 再次输入: ") != password)
        {
            throw new UsageException("The two are not the same; nothing was made: run it again. 两次输入不同，未创建账户，请重试。");
        }

        var account = await Connection.OpenUnsigned(run.Parsed).CompleteSignUp(new TicketAcceptance(run.Get(Ticket), run.Get(Name)!, password), run.Stop);
        run.Show(account, ("account", account.Id.ToString()), ("name", account.DisplayName), ("signs in", account.LoginName), ("member", account.Member.ToString()), ("next", "keyeco login"));
    }

    private static Shell Unopened(VerbRun run) => new() { OpenBrowser = _ => false, Clock = run.Shell.Clock, SettingsFolder = run.Shell.SettingsFolder, Variable = run.Shell.Variable };
}
