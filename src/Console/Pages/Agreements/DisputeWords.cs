using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Agreements;

/// <summary>Words of disputes.</summary>
internal static class DisputeWords
{
    public static readonly Text Title = new("争议", "Disputes");
    public static readonly Text Lead = new("争议不当然停止使用；提供方可在争议期间暂停使用，争议了结即恢复。双方意见不一时由运营者或监管者裁决。", "A dispute does not by itself stop use. The provider may suspend use while it is open; that ends with it. Where the two disagree, the operator or a regulator rules.");
    public static readonly Text One = new("争议", "Dispute");
    public static readonly Text OneLead = new("双方就协议所述的全部内容；裁决后争议了结。", "All that the parties of the agreement have said. A ruling ends it.");
    public static readonly Text Id = new("争议编号", "Dispute id");
    public static readonly Text ReadAgreement = new("查看协议及文件", "Read the agreement and its document");
    public static readonly Text ListLead = new("各方协议的争议，最新的在前；双方意见不一的等待裁决。", "Disputes about the agreements of all, the newest first; where the two disagree it waits for a ruling.");
    public static readonly Text Which = new("范围", "Which");
    public static readonly Text OnlyOpen = new("未了结", "open");
    public static readonly Text OnlyEnded = new("已了结", "ended");
    public static readonly Text Claimant = new("提出方", "Raised by");
    public static readonly Text RaisedAt = new("提出时间", "Raised");
    public static readonly Text Nothing = new("没有符合条件的争议。", "No dispute fits.");
    public static readonly Text Said = new("陈述", "What was said");
    public static readonly Text Reason = new("争议事由", "What is wrong");
    public static readonly Text ReasonHint = new("说明问题与所求补救；对方与裁决方可见。", "Say what is wrong and what would put it right. The other party and who rules read it.");
    public static readonly Text Raise = new("提出争议", "Raise a dispute");
    public static readonly Text RaisedBy = new("{0}提出", "Raised by the {0}");
    public static readonly Text SuspendedSince = new("提供方已暂停使用，自 ", "The provider suspended use, since ");
    public static readonly Text Note = new("说明", "What you say");
    public static readonly Text NoteHint = new("除撤回与恢复外均须说明；双方与裁决方可见。", "Needed but to withdraw and to resume. Both parties and who rules read it.");
    public static readonly Text Ends = new("争议就此了结，暂停的使用随之恢复。此操作不可撤销。", "The dispute ends with it, and use that was suspended goes on. This can't be undone.");
    public static readonly Text Arbiter = new("裁决方", "arbiter");
    public static readonly Text RulingHint = new("须说明理由；双方均可见。", "Needed: the grounds. Both parties read them.");
    public static readonly Text Accept = new("接受", "Accept");
    public static readonly Text Reject = new("不接受", "Reject");
    public static readonly Text Settle = new("和解", "Settle");
    public static readonly Text Withdraw = new("撤回", "Withdraw");
    public static readonly Text Suspend = new("暂停使用", "Suspend use");
    public static readonly Text Resume = new("恢复使用", "Resume use");
    public static readonly Text Uphold = new("裁决支持", "Uphold");
    public static readonly Text Dismiss = new("裁决驳回", "Dismiss");
    public static readonly Text Raised = new("提出", "raised it");
    public static readonly Text Accepted = new("接受", "accepted it");
    public static readonly Text Rejected = new("不接受", "rejected it");
    public static readonly Text Settled = new("和解", "settled it");
    public static readonly Text Withdrawn = new("撤回", "withdrew it");
    public static readonly Text Suspended = new("暂停使用", "suspended use");
    public static readonly Text Resumed = new("恢复使用", "resumed use");
    public static readonly Text Upheld = new("裁决支持", "upheld it");
    public static readonly Text Dismissed = new("裁决驳回", "dismissed it");

    /// <summary>Which disputes are listed.</summary>
    public static Text OfWhich(string code) => code == "open" ? OnlyOpen : OnlyEnded;

    public static Text OfParty(string by) => by == "arbiter" ? Arbiter : AgreementWords.OfRole(by);

    /// <summary>A step that may be taken.</summary>
    public static Text OfStep(string step) => step switch
    {
        "accept" => Accept,
        "reject" => Reject,
        "settle" => Settle,
        "withdraw" => Withdraw,
        "suspend" => Suspend,
        "resume" => Resume,
        "uphold" => Uphold,
        _ => Dismiss,
    };

    /// <summary>A step that was taken.</summary>
    public static Text OfTaken(string step) => step switch
    {
        "raise" => Raised,
        "accept" => Accepted,
        "reject" => Rejected,
        "settle" => Settled,
        "withdraw" => Withdrawn,
        "suspend" => Suspended,
        "resume" => Resumed,
        "uphold" => Upheld,
        _ => Dismissed,
    };
}
