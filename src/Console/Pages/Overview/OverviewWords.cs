using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Overview;

/// <summary>Words of the overview.</summary>
internal static class OverviewWords
{
    public static readonly Text Title = new("概览", "Overview");
    public static readonly Text Lead = new("生态距各项目标还有多远：实测值由本节点记录算出，自述值与目标单独列出。", "How far the ecosystem is from its targets. Measured values come from this node's records; claims and targets stand apart.");
    public static readonly Text Trial = new("您正在试用", "You are on trial");
    public static readonly Text TrialLead = new("您可以使用向试用者开放的资源，每日有限额；试用记录单独标注，不计入实测指标。", "You may use what is offered to trials, within caps a day. Trial use is flagged and no part of measured indicators.");
    public static readonly Text TrialFind = new("找一份向试用开放的数据并达成协议", "Find data that is offered to trials, and conclude its agreement");
    public static readonly Text TrialPool = new("为一个算力池达成协议", "Conclude an agreement for a compute pool");
    public static readonly Text Begin = new("贵机构的第一步", "First steps of your organisation");
    public static readonly Text BeginPublish = new("发布数据集或算力池", "Publish a data set or a compute pool");
    public static readonly Text BeginUse = new("找到他人提供的资源并申请协议", "Find what others offer, and ask for an agreement");
    public static readonly Text BeginInvite = new("邀请同事，创建 API 密钥", "Invite colleagues, make API keys");
    public static readonly Text TrialApply = new("申请入盟，不再受限额约束", "Apply for membership, which has no caps");
    public static readonly Text TrialRun = new("运行您的脚本", "Run your script");
    public static readonly Text Indicators = new("指标", "Indicators");
    public static readonly Text WithTarget = new("设有目标", "With a target");
    public static readonly Text Measured = new("已有实测值", "Measured here");
    public static readonly Text Met = new("实测已达标", "Target met");
    public static readonly Text Picture = new("与目标的距离", "Distance to the targets");
    public static readonly Text PictureLead = new("以目标为 100 %。超过 150 % 的按 150 % 绘制。", "The target is 100 %. What is beyond 150 % is drawn at 150 %.");
    public static readonly Text Label = new("{0} 项设有目标的指标：相对目标的实测值与自述值。", "{0} indicators with a target: measured and claimed values relative to it.");
    public static readonly Text Claim = new("自述", "Claimed");
    public static readonly Text Target = new("目标", "Target");
    public static readonly Text Value = new("实测", "Measured");
    public static readonly Text Name = new("指标", "Indicator");
    public static readonly Text Unit = new("单位", "Unit");
    public static readonly Text Section = new("章节", "Section");
    public static readonly Text NotYet = new("尚未测得", "not measured");
    public static readonly Text MetTag = new("达标", "met");
    public static readonly Text Table = new("全部指标", "All indicators");
    public static readonly Text AsOf = new("截至", "As of");
    public static readonly Text Facts = new("{0} 条事实", "{0} facts");
}
