using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Catalogue;

/// <summary>Words of the catalogue and of an asset's page.</summary>
internal static class CatalogueWords
{
    public static readonly Text Title = new("目录", "Catalogue");
    public static readonly Text Lead = new("成员提供的数据集与算力池，及其使用条件。", "Data sets and compute that members offer, and on which terms.");
    public static readonly Text Standing = new("常设：其他连接器原样接受即自动签约", "stands: agreed on at once with a connector that takes it as it is");
    public static readonly Text Find = new("名称中的词", "Words of the name");
    public static readonly Text Kind = new("类别", "Kind");
    public static readonly Text Sector = new("行业", "Sector");
    public static readonly Text Place = new("所在地", "Place");
    public static readonly Text Sort = new("排序", "Order");
    public static readonly Text Newest = new("最新在前", "Newest first");
    public static readonly Text ByTitle = new("按名称", "By name");
    public static readonly Text ByPrice = new("价格从低到高", "Cheapest first");
    public static readonly Text UsableFor = new("我可用于", "I could use it for");
    public static readonly Text Any = new("全部", "All");
    public static readonly Text AnyPurpose = new("不限用途", "Any purpose");
    public static readonly Text Nothing = new("没有符合条件的资产。请放宽筛选条件。", "Nothing fits. Ask for less.");
    public static readonly Text Table = new("目录中的资产", "Assets of the catalogue");
    public static readonly Text Own = new("本方", "yours");
    public static readonly Text Publish = new("发布", "Publish");

    public static readonly Text Asset = new("资产", "Asset");
    public static readonly Text About = new("概况", "What it is");
    public static readonly Text Provider = new("提供方", "Provider");
    public static readonly Text Size = new("大小", "Size");
    public static readonly Text NoContent = new("尚未上传内容", "not uploaded yet");
    public static readonly Text Hash = new("内容散列（SHA-256）", "Content hash (SHA-256)");
    public static readonly Text MediaType = new("格式", "Format");
    public static readonly Text Price = new("价格", "Price");
    public static readonly Text Id = new("编号", "Id");
    public static readonly Text Released = new("来源方解除约束于", "Released by the owners of its sources");
    public static readonly Text Terms = new("使用条件", "Terms");
    public static readonly Text Offers = new("要约", "Offers");
    public static readonly Text OpenFrom = new("开放时间", "Open from");
    public static readonly Text Until = new("截止", "until");
    public static readonly Text AgreementEnds = new("协议到期", "Agreements end");
    public static readonly Text OtherTerms = new("按其他条款申请", "Ask for other terms");
    public static readonly Text RequestAgreement = new("申请协议", "Request an agreement");
    public static readonly Text ToAgreement = new("查看协议", "See the agreement");
    public static readonly Text Withdraw = new("撤回要约", "Withdraw this offer");
    public static readonly Text WithdrawDetail = new("撤回后不能再以此要约订立新协议；已订立的协议继续有效。此操作不可撤销。", "Nobody can take this offer any more; agreements made under it go on. This can't be undone.");
    public static readonly Text Sources = new("来源", "Sources");
    public static readonly Text SourcesLead = new("此资产由下列资产计算得出，继承其最严格的条件，直至来源方解除。", "It was made of these assets and inherits their strictest terms until their owners release it.");
    public static readonly Text TermsEnded = new("条款已于 {0} 到期", "terms ended {0}");
    public static readonly Text NotForTrials = new("未向试用开放", "not open to trials");
    public static readonly Text Agreements = new("关于此资产的协议", "Agreements about it");
    public static readonly Text NoAgreements = new("尚无协议。", "There is none yet.");

    public static readonly Text May = new("我能使用它吗？", "May I use it?");
    public static readonly Text MayLead = new("按关口的同一规则即时回答，不计入使用次数。", "Answered by the Gate's own rules; asking uses nothing.");
    public static readonly Text Purpose = new("声明的用途", "Declared purpose");
    public static readonly Text Action = new("方式", "What for");
    public static readonly Text Ask = new("查询", "Ask");
    public static readonly Text Yes = new("可以：{0}，用途“{1}”。", "Yes: {0}, for the purpose \"{1}\".");
    public static readonly Text No = new("不可以：{0}，用途“{1}”。", "No: {0}, for the purpose \"{1}\".");
    public static readonly Text UnderOffer = new("若按要约“{0}”订立协议", "With an agreement under the offer \"{0}\"");
    public static readonly Text RowsOf = new("，{0} 行", ", {0} rows");
    public static readonly Text MadeBy = new("生成作业", "Made by the job");
    public static readonly Text MadeAt = new("生成时间", "Made");
    public static readonly Text WhoUses = new("使用方", "Whose use");
    public static readonly Text OwnUse = new("本机构", "my organisation");
    public static readonly Text NotListed = new("目录不向该机构列出此资产。", "The catalogue does not list it to this organisation.");
    public static readonly Text Remedies = new("需要改变什么？", "What would have to change?");
    public static readonly Text RemedyLead = new("下列各步全部完成即可使用，缺一不可。", "All of these steps together would do, and none can be spared.");
    public static readonly Text RemediesLead = new("下列任一方案即可，由易到难；方案内各步缺一不可。", "Any one of these would do, the easiest first; within one no step can be spared.");
    public static readonly Text Download = new("下载", "Download");
    public static readonly Text DownloadLead = new("下载经过关口，计为一次使用，并留下存证。", "A download passes the Gate, counts as one use and leaves its evidence.");
    public static readonly Text DownloadRefused = new("关口拒绝了此次下载，原因如下。", "The Gate refused this download, for the reasons below.");
    public static readonly Text ToPool = new("查看算力池", "See the pool");
    public static readonly Text RunJob = new("用它运行作业", "Run a job on it");

    public static readonly Text Columns = new("数据列", "Columns");
    public static readonly Text ColumnsLead = new("仅显示列名与类型，不含任何数值，不计入使用。", "Names and types only, no value; looking is no use.");
    public static readonly Text Column = new("列", "Column");
    public static readonly Text Type = new("类型", "Type");

    private static readonly Dictionary<string, Text> Types = new(StringComparer.Ordinal)
    {
        ["integer"] = new("整数", "integer"),
        ["decimal"] = new("小数", "decimal"),
        ["boolean"] = new("是否", "yes or no"),
        ["instant"] = new("时间", "time"),
        ["text"] = new("文本", "text"),
        ["nested"] = new("嵌套", "nested"),
        ["empty"] = new("空", "empty"),
    };

    private static readonly Dictionary<string, Text> Actions = new(StringComparer.Ordinal)
    {
        ["read"] = new("读取或下载", "read or download"),
        ["compute"] = new("用于计算", "compute with it"),
        ["transfer"] = new("传输到别处", "transfer it elsewhere"),
        ["distribute"] = new("转分享给他人", "share it onward"),
    };

    public static IReadOnlyCollection<string> ActionCodes => Actions.Keys;

    public static Text OfType(string code) => Types.GetValueOrDefault(code, new Text(code, code));

    public static Text OfAction(string code) => Actions.GetValueOrDefault(code, new Text(code, code));

    public static Text OfOfferState(string code) => Shared.StateWords.Of(code);
}
