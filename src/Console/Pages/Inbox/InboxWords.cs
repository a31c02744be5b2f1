using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Inbox;

/// <summary>Words of the inbox.</summary>
internal static class InboxWords
{
    public static readonly Text Title = new("待办", "Inbox");
    public static readonly Text Lead = new("等待您决定的事项，最紧急的在前。", "Decisions that wait for you, the most urgent first.");
    public static readonly Text Nothing = new("没有等待您决定的事项。", "Nothing waits for you.");
    public static readonly Text What = new("事项", "What");
    public static readonly Text Kind = new("类别", "Kind");
    public static readonly Text Since = new("提交时间", "Since");
    public static readonly Text Deadline = new("期限", "Deadline");
    public static readonly Text Overdue = new("已逾期", "overdue");
    public static readonly Text Do = new("操作", "Actions");
    public static readonly Text Open = new("查看并决定", "See and decide");
    public static readonly Text Admit = new("准入", "Admit");
    public static readonly Text Withdraw = new("驳回申请", "Turn down");
    public static readonly Text AdmitDetail = new("{0}：准入后即可订立协议、发布与使用资产。", "{0}: once admitted it concludes agreements, publishes and uses assets.");
    public static readonly Text WithdrawDetail = new("{0}：申请将被撤销，可重新申请。", "{0}: the application ends; it may apply anew.");

    public static Text OfKind(string code) => code switch
    {
        "admission" => new("准入申请", "admission"),
        "agreement.request" => new("协议申请", "request for an agreement"),
        "agreement.offer" => new("协议还价", "counter-offer"),
        "agreement.dispute" => new("协议争议", "dispute about an agreement"),
        "dispute" => new("争议裁决", "dispute to be ruled on"),
        "agreement.duty" => new("协议义务", "duty of an agreement"),
        "agreement.signature" => new("协议签署", "signature of an agreement"),
        "negotiation.request" => new("其他连接器的请求", "request of another connector"),
        "negotiation.offer" => new("其他连接器的要约", "offer of another connector"),
        "airlock" => new("气闸中的输出", "output in the airlock"),
        "release" => new("结果解除约束", "release of a result"),
        _ => new(code, code),
    };

    public static Text OfStep(string step) => step == "admit" ? Admit : Withdraw;
}
