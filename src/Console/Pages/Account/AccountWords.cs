using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Account;

/// <summary>Words of a person's own account.</summary>
internal static class AccountWords
{
    public static readonly Text Title = new("我的账户", "Your account");
    public static readonly Text Lead = new("您的名称、密码与登录。", "Your name, your password, your sign-ins.");
    public static readonly Text Who = new("您是谁", "Who you are");
    public static readonly Text Trial = new("您正在试用", "You are on trial");
    public static readonly Text TrialLead = new("今日已用额度。正式入盟后不受此限。", "What you have used today. Members have no such caps.");
    public static readonly Text Applied = new("您的入盟申请正在等待运营方审核，期间可继续试用；结果以邮件通知。", "Your application waits for an operator; meanwhile you go on trying. A letter tells you.");
    public static readonly Text LoginName = new("登录名", "Name to sign in with");
    public static readonly Text Organisation = new("所属机构", "Organisation");
    public static readonly Text Roles = new("角色", "Roles");
    public static readonly Text Name = new("显示名称", "How you are called");
    public static readonly Text SaveName = new("保存名称", "Save the name");
    public static readonly Text NameSaved = new("已保存。页面上方的名称在下次登录后更新。", "Saved. The name above changes with your next sign-in.");
    public static readonly Text Password = new("密码", "Password");
    public static readonly Text NoPassword = new("您还没有密码，只能凭一次性链接登录。请在此设置。", "You have no password yet and come in by one-time links only. Set one here.");
    public static readonly Text Current = new("当前密码", "Present password");
    public static readonly Text New = new("新密码", "New password");
    public static readonly Text NewHint = new("12 至 200 个字符。长度比花样更重要。", "12 to 200 characters. Length counts, composition does not.");
    public static readonly Text Again = new("再次输入新密码", "New password again");
    public static readonly Text Differ = new("两次输入的新密码不同。", "The new password was typed in two ways.");
    public static readonly Text SetPassword = new("设置密码", "Set the password");
    public static readonly Text SetDetail = new("所有登录立即结束，随后请用 {0} 和新密码登录。", "Every sign-in ends at once; then sign in as {0} with the new password.");
    public static readonly Text Everywhere = new("退出所有登录", "Sign out everywhere");
    public static readonly Text EverywhereLead = new("结束您在所有浏览器和程序中的登录，包括此处。", "Ends your sign-ins in every browser and program, here too.");
}
