using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Members;

/// <summary>Words of the members' page.</summary>
internal static class MembersWords
{
    public static readonly Text Title = new("成员与名录", "Members");
    public static readonly Text Lead = new("已准入的成员与规划文件中列出的机构；列名不代表已加入。", "Admitted members, and the entities that the plan names. To be listed is not to have joined.");
    public static readonly Text Network = new("关系网络", "Network of relations");
    public static readonly Text NetworkLabel = new("{0} 个机构与它们之间的 {1} 条关系。", "{0} entities and {1} relations between them.");
    public static readonly Text Table = new("成员与名录", "Members and listed entities");
    public static readonly Text Name = new("名称", "Name");
    public static readonly Text Type = new("类型", "Kind");
    public static readonly Text Role = new("角色", "Role");
    public static readonly Text Country = new("国家", "Country");
    public static readonly Text State = new("状态", "State");
    public static readonly Text Id = new("编号", "Id");
    public static readonly Text All = new("全部", "All");
    public static readonly Text From = new("从", "From");
    public static readonly Text Relation = new("关系", "Relation");
    public static readonly Text To = new("到", "To");

    private static readonly Dictionary<string, Text> States = StateNames.Members.ToDictionary(m => m.Code, m => new Text(m.Zh, m.En), StringComparer.Ordinal);

    private static readonly Dictionary<string, Text> Types = TypeNames.Members.ToDictionary(t => t.Key, t => new Text(t.Value.Zh, t.Value.En), StringComparer.Ordinal);

    private static readonly Dictionary<string, Text> Predicates = new(StringComparer.Ordinal)
    {
        ["applied_in"] = new("应用于", "is applied in"),
        ["based_in"] = new("总部位于", "is based in"),
        ["belongs_to_sector"] = new("属于行业", "belongs to the sector"),
        ["builds"] = new("建设", "builds"),
        ["capital_from"] = new("资金来自", "has capital from"),
        ["carrier_of"] = new("承载", "carries"),
        ["chains"] = new("串联", "chains"),
        ["connects_to"] = new("连接", "connects to"),
        ["cooperates_with"] = new("合作", "cooperates with"),
        ["covers"] = new("覆盖", "covers"),
        ["distributes"] = new("分发", "distributes"),
        ["enacts"] = new("颁布", "enacts"),
        ["has_core_leader"] = new("核心龙头", "has as core leader"),
        ["has_pillar"] = new("支柱", "has as pillar"),
        ["has_resource"] = new("拥有资源", "has the resource"),
        ["hosted_by"] = new("由其承办", "is hosted by"),
        ["joins"] = new("加入", "joins"),
        ["leads"] = new("牵头", "leads"),
        ["links"] = new("联动", "links"),
        ["located_in"] = new("位于", "is located in"),
        ["measured_by"] = new("由其衡量", "is measured by"),
        ["member_of"] = new("成员", "is a member of"),
        ["operates"] = new("运营", "operates"),
        ["owns"] = new("拥有", "owns"),
        ["part_of"] = new("组成部分", "is part of"),
        ["partner_of"] = new("伙伴", "is a partner of"),
        ["provides"] = new("提供", "provides"),
        ["replicated_to"] = new("复制到", "is replicated to"),
        ["restricts"] = new("限制", "restricts"),
        ["serves"] = new("服务", "serves"),
        ["shares"] = new("共享", "shares"),
        ["source_of"] = new("来源", "is the source of"),
        ["supports"] = new("支撑", "supports"),
        ["works_in"] = new("从事", "works in"),
    };

    /// <summary>States in their order.</summary>
    public static IReadOnlyCollection<string> StateCodes => States.Keys;

    /// <summary>Words for every code of the bundled registry, for the tests.</summary>
    internal static IReadOnlyDictionary<string, Text> TypeWords => Types;

    /// <summary>Words for every predicate of the bundled registry, for the tests.</summary>
    internal static IReadOnlyDictionary<string, Text> PredicateWords => Predicates;

    public static Text OfState(string code) => States.GetValueOrDefault(code, new Text(code, code));

    public static Text OfType(string code) => Types.GetValueOrDefault(code, new Text(code, code));

    public static Text OfPredicate(string code) => Predicates.GetValueOrDefault(code, new Text(code, code));
}
