using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Administration;

/// <summary>Words of the administration.</summary>
internal static class AdministrationWords
{
    public static readonly Text Title = new("管理", "Administration");
    public static readonly Text Lead = new("账户、邀请、密钥与准入。管理员管理本机构，运营者管理全部。", "Accounts, invitations, keys and admission. An administrator sees the own organisation, an operator all.");
    public static readonly Text Users = new("账户", "Accounts");
    public static readonly Text Invite = new("邀请", "Invite");
    public static readonly Text InviteTitle = new("邀请人员", "Invite somebody");
    public static readonly Text Email = new("邮箱", "E-mail address");
    public static readonly Text Roles = new("角色", "Roles");
    public static readonly Text Invited = new("邀请已发出。链接只显示一次：", "The invitation is made. Its link is shown this once:");
    public static readonly Text Name = new("名称", "Name");
    public static readonly Text LoginName = new("登录名", "Name to sign in with");
    public static readonly Text State = new("状态", "State");
    public static readonly Text Action = new("操作", "Action");
    public static readonly Text Suspend = new("暂停", "Suspend");
    public static readonly Text Restore = new("恢复", "Restore");
    public static readonly Text Erase = new("删除个人信息", "Erase");
    public static readonly Text SuspendOf = new("暂停 {0}", "Suspend {0}");
    public static readonly Text RestoreOf = new("恢复 {0}", "Restore {0}");
    public static readonly Text EraseOf = new("删除个人信息：{0}", "Erase {0}");
    public static readonly Text EraseTitle = new("删除个人信息？", "Erase the personal data?");
    public static readonly Text EraseWords = new("{0} 的姓名与登录名将被永久删除，编号保留在记录中。此操作无法撤销。", "Name and sign-in name of {0} are deleted for good; the id stays in the records. There is no way back.");
    public static readonly Text SuspendTitle = new("暂停账户？", "Suspend the account?");
    public static readonly Text SuspendWords = new("{0} 的所有登录立即失效，打开的页面会关闭。", "Every sign-in of {0} ends at once, and open pages close.");
    public static readonly Text Keys = new("API 密钥", "API keys");
    public static readonly Text MakeKey = new("创建密钥", "Make a key");
    public static readonly Text Days = new("有效天数", "Days");
    public static readonly Text KeyMade = new("密钥只显示一次：", "The key is shown this once:");
    public static readonly Text Expires = new("到期", "Expires");
    public static readonly Text Revoke = new("撤销", "Revoke");
    public static readonly Text RevokeOf = new("撤销 {0}", "Revoke {0}");
    public static readonly Text RevokeTitle = new("撤销密钥？", "Revoke the key?");
    public static readonly Text RevokeWords = new("密钥 {0} 从下一次请求起失效。", "The key {0} is worth nothing from the next request on.");
    public static readonly Text Revoked = new("已撤销", "revoked");
    public static readonly Text Valid = new("有效", "valid");
    public static readonly Text Machines = new("机器客户端", "Machine clients");
    public static readonly Text MachineLead = new("供程序以 OAuth 客户端凭证方式接入。", "For programs that sign in by client credentials.");
    public static readonly Text MakeMachine = new("创建客户端", "Make a client");
    public static readonly Text MachineMade = new("客户端编号与密码只显示一次：", "Client id and secret are shown this once:");
    public static readonly Text Admission = new("准入", "Admission");
    public static readonly Text Admit = new("准入", "Admit");
    public static readonly Text AdmitOf = new("准入 {0}", "Admit {0}");
    public static readonly Text Withdraw = new("撤回", "Withdraw");
    public static readonly Text WithdrawOf = new("撤回 {0} 的申请", "Withdraw {0}");
    public static readonly Text Organisation = new("机构", "Organisation");
    public static readonly Text OwnOrganisation = new("本机构", "Your own");
    public static readonly Text Enter = new("录入机构申请", "Enter an organisation");
    public static readonly Text Apply = new("申请入盟", "Apply for membership");
    public static readonly Text Choose = new("请选择", "Choose");
    public static readonly Text ApplyLead = new("填写您所在的机构；由运营方审核。您的协议、作业与结果随之保留。", "Say which organisation you act for; an operator decides. Your agreements, jobs and results stay with it.");
    public static readonly Text EnterLead = new("机构在准入前不能发布或使用资产。", "It publishes and uses nothing until it is admitted.");
    public static readonly Text NameZh = new("中文名称", "Name in Chinese");
    public static readonly Text NameEn = new("英文名称", "Name in English");
    public static readonly Text ChainRole = new("产业链角色", "Part in its chain");
    public static readonly Text RoleLeader = new("链主", "leader");
    public static readonly Text RoleSupporting = new("配套", "supporting");
    public static readonly Text RoleOther = new("其他", "other");
    public static readonly Text Industry = new("行业", "Industry");
    public static readonly Text NotStated = new("不说明", "Not stated");
    public static readonly Text Demonstration = new("虚构的演示机构（不计入指标）", "Fictitious, for a demonstration (not counted in indicators)");
    public static readonly Text NoApplications = new("没有待处理的申请。", "No application waits.");
    public static readonly Text StateActive = new("可用", "active");
    public static readonly Text StateSuspended = new("已暂停", "suspended");
    public static readonly Text StateErased = new("已删除", "erased");

    private static readonly Dictionary<string, Text> RoleNames = new(StringComparer.Ordinal)
    {
        [ConsoleRoles.Operator] = new("运营者", "operator"),
        [ConsoleRoles.MemberAdmin] = new("成员管理员", "member administrator"),
        [ConsoleRoles.MemberUser] = new("成员用户", "member user"),
        [ConsoleRoles.Auditor] = new("审计", "auditor"),
        [ConsoleRoles.Regulator] = new("监管", "regulator"),
        [ConsoleRoles.Trial] = new("试用", "trial"),
    };

    public static Text OfRole(string role) => RoleNames.GetValueOrDefault(role, new Text(role, role));

    public static Text OfChainRole(string code) => code switch
    {
        "leader" => RoleLeader,
        "supporting" => RoleSupporting,
        _ => RoleOther,
    };

    public static Text OfState(string state) => state switch
    {
        "active" => StateActive,
        "suspended" => StateSuspended,
        "erased" => StateErased,
        _ => new Text(state, state),
    };
}
