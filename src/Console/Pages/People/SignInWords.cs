using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.People;

/// <summary>Words of the pages around signing in.</summary>
internal static class SignInWords
{
    public static readonly Text Title = new("登录", "Sign in");
    public static readonly Text Name = new("登录名或邮箱", "Name or e-mail address");
    public static readonly Text Password = new("密码", "Password");
    public static readonly Text NewPassword = new("新密码（至少 12 个字符）", "New password (at least 12 characters)");
    public static readonly Text DisplayName = new("您的称呼", "How you are called");
    public static readonly Text Submit = new("登录", "Sign in");
    public static readonly Text LinkTitle = new("使用一次性链接登录", "Sign in by one-time link");
    public static readonly Text LinkLead = new("此链接只能使用一次，十分钟内有效。", "The link is good once, within ten minutes.");
    public static readonly Text LinkSubmit = new("用此链接登录", "Sign in with this link");
    public static readonly Text NoPassword = new("没有密码？请向管理员索取一次性登录链接。", "No password? Ask an administrator for a one-time link.");
    public static readonly Text By = new("通过 {0} 登录", "Sign in by {0}");
    public static readonly Text ProviderRefused = new("未能登录：该身份提供方没有给出已验证的邮箱，或本节点没有对应的账号。请先接受邀请。", "You are not signed in: the provider gave no verified e-mail address, or this node has no account under it. Accept an invitation first.");
    public static readonly Text ToSignUp = new("申请试用", "Ask for a trial");
    public static readonly Text SignedOutTitle = new("已退出登录", "Signed out");
    public static readonly Text SignedOutLead = new("您已退出，本节点的所有会话与令牌均已失效。", "You are signed out; the tokens of this sign-in are worth nothing any more.");
    public static readonly Text FailedTitle = new("登录未完成", "Sign-in was not completed");
    public static readonly Text FailedLead = new("登录过程中断或已超时，请重新登录。", "It was interrupted or took too long. Sign in again.");
    public static readonly Text Again = new("重新登录", "Sign in again");
    public static readonly Text InvitationTitle = new("接受邀请", "Accept an invitation");
    public static readonly Text InvitationLead = new("请填写称呼并设置密码，随即登录；以后用受邀邮箱登录。", "Say how you are called and choose a password; you are signed in then. Later, sign in with the invited address.");
    public static readonly Text Accept = new("接受邀请", "Accept");
    public static readonly Text SignUpTitle = new("申请试用", "Ask for a trial");
    public static readonly Text SignUpLead = new("填写邮箱后，您会收到一封确认信。使用试用账户，您可在每日限额内，用向试用开放的数据与算力运行自己的脚本。", "Give an e-mail address; a letter to confirm it is sent there. With a trial account you run scripts of your own on data and devices that are offered to trials, within caps a day.");
    public static readonly Text Email = new("邮箱", "E-mail address");
    public static readonly Text SendLetter = new("发送确认信", "Send the letter");
    public static readonly Text LetterSent = new("如果该邮箱可以注册，确认信已发出，一天内有效。未配置邮件服务器的节点把信存放在数据目录的 outbox 文件夹，请向运营方索取。", "If this address can sign up, a letter is on its way. Its link is good for a day. A node without a mail server keeps its letters in the folder outbox of its data: ask its operator.");
    public static readonly Text CompleteTitle = new("完成注册", "Complete the sign-up");
    public static readonly Text Complete = new("创建账户", "Make the account");
    public static readonly Text NeedsScript = new("读取链接需要启用 JavaScript。", "Reading the link needs JavaScript.");
}
