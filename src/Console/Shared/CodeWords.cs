using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.WebConsole.Language;
using KeyEcosystem.WebConsole.Pages.Members;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>How the codes of the API read: kinds, sectors, places, purposes. A code without words stands as it is.</summary>
internal static class CodeWords
{
    public static readonly Text OnTrial = new("试用者", "people on trial");
    public static readonly Text OtherPurpose = new("其他用途", "Another purpose");

    /// <summary>Kinds of assets.</summary>
    public static IReadOnlyDictionary<string, Text> Kinds { get; } = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["dataset"] = new("数据集", "Data set"),
        ["compute-pool"] = new("算力池", "Compute pool"),
    };

    /// <summary>Purposes that offers and uses commonly name.</summary>
    public static IReadOnlyDictionary<string, Text> Purposes { get; } = PolicyVocabulary.Purposes.ToDictionary(p => p.Key, p => new Text(p.Value.Zh, p.Value.En), StringComparer.Ordinal);

    /// <summary>Kinds of organisations that policies commonly name.</summary>
    public static IEnumerable<string> Organisations => PolicyVocabulary.Organisations.Keys;

    /// <summary>Sections of GB/T 4754.</summary>
    public static IReadOnlyDictionary<string, Text> Sectors { get; } = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["A"] = new("农、林、牧、渔业", "Agriculture, forestry, fishing"),
        ["B"] = new("采矿业", "Mining"),
        ["C"] = new("制造业", "Manufacturing"),
        ["D"] = new("电力、热力、燃气及水生产和供应业", "Electricity, heat, gas and water"),
        ["E"] = new("建筑业", "Construction"),
        ["F"] = new("批发和零售业", "Wholesale and retail"),
        ["G"] = new("交通运输、仓储和邮政业", "Transport, storage and post"),
        ["H"] = new("住宿和餐饮业", "Accommodation and catering"),
        ["I"] = new("信息传输、软件和信息技术服务业", "Information, software and IT services"),
        ["J"] = new("金融业", "Finance"),
        ["K"] = new("房地产业", "Real estate"),
        ["L"] = new("租赁和商务服务业", "Leasing and business services"),
        ["M"] = new("科学研究和技术服务业", "Research and technical services"),
        ["N"] = new("水利、环境和公共设施管理业", "Water, environment and public facilities"),
        ["O"] = new("居民服务、修理和其他服务业", "Household services, repair and others"),
        ["P"] = new("教育", "Education"),
        ["Q"] = new("卫生和社会工作", "Health and social work"),
        ["R"] = new("文化、体育和娱乐业", "Culture, sport and entertainment"),
        ["S"] = new("公共管理、社会保障和社会组织", "Public administration and social security"),
        ["T"] = new("国际组织", "International organisations"),
    };

    /// <summary>Places that nodes of the plan stand in.</summary>
    public static IReadOnlyDictionary<string, Text> Places { get; } = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["CN"] = new("中国", "China"),
        ["SG"] = new("新加坡", "Singapore"),
        ["MY"] = new("马来西亚", "Malaysia"),
        ["FR"] = new("法国", "France"),
        ["NL"] = new("荷兰", "Netherlands"),
        ["DE"] = new("德国", "Germany"),
        ["JP"] = new("日本", "Japan"),
        ["US"] = new("美国", "United States"),
    };

    public static Text OfKind(string code) => Kinds.GetValueOrDefault(code, new Text(code, code));

    public static Text OfPurpose(string code) => Purposes.GetValueOrDefault(code, new Text(code, code));

    public static Text OfSector(string? code) => code is null ? new(Figures.Dash, Figures.Dash) : Sectors.GetValueOrDefault(code, new Text(code, code));

    public static Text OfOrganisation(string code) => code == TrialTerms.Role ? OnTrial : MembersWords.OfType(code);

    public static Text OfPlace(string code) => Places.GetValueOrDefault(code, new Text(code, code));
}
