using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Connectors;

/// <summary>Words of other connectors, and of negotiations and transfers with them.</summary>
internal static class ConnectorWords
{
    public static readonly Text Title = new("连接器", "Connectors");
    public static readonly Text Lead = new("运营方接纳的其他数据空间连接器（数据空间协议 2025-1），以及本机构与它们的协商和传输。", "Connectors of other data spaces that the operator has admitted (Dataspace Protocol 2025-1), and your organisation's negotiations and transfers with them.");
    public static readonly Text Others = new("其他连接器", "Other connectors");
    public static readonly Text NoOthers = new("尚未接纳任何连接器。运营方：keyeco peers admit。", "None is admitted yet. An operator admits one: keyeco peers admit.");
    public static readonly Text Participant = new("自称", "Calls itself");
    public static readonly Text Member = new("所代表的成员", "Acts as the member");
    public static readonly Text Address = new("地址", "Address");
    public static readonly Text State = new("状态", "State");
    public static readonly Text Admitted = new("已接纳", "admitted");
    public static readonly Text Suspended = new("已暂停", "suspended");
    public static readonly Text Suspend = new("暂停", "Suspend");
    public static readonly Text SuspendDetail = new("自此拒绝其一切调用，正在进行的数据传输立即中断。", "From now on all its calls are refused, and data that flows to it is cut at once.");
    public static readonly Text Resume = new("恢复", "Resume");
    public static readonly Text Catalogue = new("查看其目录", "Its catalogue");
    public static readonly Text CatalogueLead = new("经本节点读取的对方目录。要约可原样请求；还价请用命令行 keyeco negotiations start --offer。", "The other's catalogue, read through this node. An offer is asked for as it stands; a counter-offer goes by keyeco negotiations start --offer.");
    public static readonly Text Keyword = new("标题中的词", "Words of the title");
    public static readonly Text NoData = new("对方目录中没有符合的数据集。", "Its catalogue has no such data set.");
    public static readonly Text Ask = new("请求协议", "Ask for an agreement");
    public static readonly Text OnlyAdmins = new("协议由本机构管理员请求。", "An administrator of your organisation asks for agreements.");
    public static readonly Text Negotiations = new("协商", "Negotiations");
    public static readonly Text Negotiation = new("协商", "Negotiation");
    public static readonly Text NoNegotiations = new("尚无协商。从上方某个连接器的目录发起。", "There is none yet. Begin one from a connector's catalogue above.");
    public static readonly Text Transfers = new("传输", "Transfers");
    public static readonly Text Transfer = new("传输", "Transfer");
    public static readonly Text NoTransfers = new("尚无传输。协商达成后，在其页面请求数据。", "There is none yet. Ask for the data on the page of a negotiation that is finalized.");
    public static readonly Text Dataset = new("数据集", "Data set");
    public static readonly Text Connector = new("连接器", "Connector");
    public static readonly Text Role = new("本方角色", "Your part");
    public static readonly Text Since = new("自", "Since");
    public static readonly Text Began = new("开始", "Began");
    public static readonly Text Progress = new("进展", "Progress");
    public static readonly Text OtherTerms = new("请求的条款与所发布的要约不同；同意签约即以此为准。", "What is asked for is not what you offered. Whoever agrees, agrees to this.");
    public static readonly Text ChangedTerms = new("与此前条款的差异", "In what the rules differ from those before");
    public static readonly Text Facts = new("内容", "What it is about");
    public static readonly Text Offer = new("要约", "Offer");
    public static readonly Text OfferedBy = new("由{0}提出", "made by the {0}");
    public static readonly Text Agreement = new("协议", "Agreement");
    public static readonly Text Format = new("方式", "Format");
    public static readonly Text Terms = new("条款", "Terms");
    public static readonly Text NotRead = new("本节点无法读懂这些条款，请勿接受。", "This node can't read these terms: do not accept them.");
    public static readonly Text Id = new("编号", "Id");
    public static readonly Text Reason = new("理由（将告知对方）", "Reason (the other side is told)");
    public static readonly Text Standing = new("常设：原样接受即自动签约", "stands: agreed on at once as it is");
    public static readonly Text Undelivered = new("尚未送达对方，将继续重试。自", "Not delivered to the other side yet; it is tried again. Since");
    public static readonly Text OtherSide = new("等待对方。", "It is for the other side to go on.");
    public static readonly Text GetData = new("请求数据", "Ask for the data");
    public static readonly Text HaveSent = new("请对方推送", "Have it sent here");
    public static readonly Text GetDataHint = new("请求数据后由贵方取回；推送则由对方将数据发送到本节点，在传输页面下载。", "What is asked for you fetch yourselves; what is sent lies at this node, and is downloaded on the transfer's page.");
    public static readonly Text Received = new("已收到 {0}：", "Received {0}:");
    public static readonly Text Arrived = new("已到达 {0}。", "{0} have arrived so far.");
    public static readonly Text Download = new("下载", "Download");
    public static readonly Text Discard = new("删除数据", "Discard the data");
    public static readonly Text DiscardDetail = new("从本节点删除推送来的数据；存证保留。", "The data that was sent is removed from this node; its record stays.");
    private static readonly Text Pull = new("取回（HttpData-PULL）", "fetched (HttpData-PULL)");
    private static readonly Text Push = new("推送（HttpData-PUSH）", "sent by the provider (HttpData-PUSH)");
    public static readonly Text Fetch = new("取回数据：keyeco transfers fetch {0} --out 文件", "Fetch the data: keyeco transfers fetch {0} --out FILE");

    private static readonly Dictionary<string, Text> States = new(StringComparer.Ordinal)
    {
        ["REQUESTED"] = new("已请求", "requested"),
        ["OFFERED"] = new("已要约", "offered"),
        ["ACCEPTED"] = new("已接受", "accepted"),
        ["AGREED"] = new("已同意", "agreed"),
        ["VERIFIED"] = new("已核验", "verified"),
        ["FINALIZED"] = new("已达成", "finalized"),
        ["TERMINATED"] = new("已终止", "terminated"),
        ["STARTED"] = new("进行中", "started"),
        ["SUSPENDED"] = new("已暂停", "suspended"),
        ["COMPLETED"] = new("已完成", "completed"),
    };

    private static readonly Dictionary<string, Text> Messages = new(StringComparer.Ordinal)
    {
        ["request"] = new("再次请求", "Request again"),
        ["offer"] = new("再次要约", "Offer again"),
        ["accept"] = new("接受要约", "Accept the offer"),
        ["agreement"] = new("同意并发出协议", "Agree, and send the agreement"),
        ["verification"] = new("核验协议", "Verify the agreement"),
        ["finalization"] = new("达成", "Finalize"),
        ["termination"] = new("终止", "Terminate"),
        ["start"] = new("开始", "Start"),
        ["suspension"] = new("暂停", "Suspend"),
        ["completion"] = new("完成", "Complete"),
    };

    /// <summary>How the data of a transfer comes.</summary>
    public static Text OfFormat(string format) => format switch { "HttpData-PULL" => Pull, "HttpData-PUSH" => Push, _ => new Text(format, format) };

    /// <summary>A state of the protocol.</summary>
    public static Text OfState(string state) => States.GetValueOrDefault(state, new Text(state, state));

    /// <summary>A message that a side may send.</summary>
    public static Text OfMessage(string message) => Messages.GetValueOrDefault(message, new Text(message, message));
}
