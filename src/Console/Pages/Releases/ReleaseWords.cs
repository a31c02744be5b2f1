using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Releases;

/// <summary>Words of the release of results.</summary>
internal static class ReleaseWords
{
    public static readonly Text Title = new("解除继承申请", "Request for a release");
    public static readonly Text Lead = new("结果继承其来源的条件。所有来源的所有者批准后，结果改依申请的条件。", "A result inherits the terms of its sources. When the owner of every source has approved, it stands under the terms asked for.");
    public static readonly Text Panel = new("解除继承", "Release from inherited terms");
    public static readonly Text None = new("尚未申请。", "It was not asked for yet.");
    public static readonly Text Ask = new("申请解除继承", "Ask for a release");
    public static readonly Text AskLead = new("请选择解除后的条件；来源的所有者据此决定。", "Choose the terms that it shall stand under; the owners of the sources decide on them.");
    public static readonly Text Result = new("结果", "Result");
    public static readonly Text Owner = new("申请方", "Asked by");
    public static readonly Text At = new("申请时间", "Asked on");
    public static readonly Text Terms = new("申请的条件", "Terms asked for");
    public static readonly Text Votes = new("来源所有者的决定", "What the owners of the sources say");
    public static readonly Text Member = new("所有者", "Owner");
    public static readonly Text Vote = new("决定", "Decision");
    public static readonly Text Approve = new("批准", "Approve");
    public static readonly Text Refuse = new("拒绝", "Refuse");
    public static readonly Text Withdraw = new("撤回申请", "Take it back");
    public static readonly Text ApproveDetail = new("所有来源的所有者都批准后，结果依申请的条件流通。此操作不可撤销。", "When every owner has approved, the result goes on under the terms asked for. This can't be undone.");
    public static readonly Text RefuseDetail = new("结果继续受来源条件约束；对方可重新申请。", "The result stays under the terms of its sources; it may be asked for anew.");
    public static readonly Text WithdrawDetail = new("申请作废，可重新申请。", "The request ends; you may ask anew.");
    public static readonly Text See = new("查看", "See it");

    public static (Text Words, Text Detail) OfStep(string step) => step switch
    {
        "approve" => (Approve, ApproveDetail),
        "refuse" => (Refuse, RefuseDetail),
        _ => (Withdraw, WithdrawDetail),
    };
}
