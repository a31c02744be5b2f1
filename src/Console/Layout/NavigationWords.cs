using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Layout;

/// <summary>Words of the navigation's groups.</summary>
internal static class NavigationWords
{
    public static readonly Text Ecosystem = new("生态", "Ecosystem");
    public static readonly Text Data = new("数据", "Data");
    public static readonly Text Compute = new("算力", "Compute");
    public static readonly Text Market = new("结算", "Market");
    public static readonly Text Node = new("节点", "Node");

    public static Text Words(this NavigationGroup group) => group switch
    {
        NavigationGroup.Ecosystem => Ecosystem,
        NavigationGroup.Data => Data,
        NavigationGroup.Compute => Compute,
        NavigationGroup.Market => Market,
        _ => Node,
    };
}
