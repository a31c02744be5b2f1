using System.Collections.Frozen;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>How the values of conditions read. A value that is not listed is as good as any other and reads as it is written.</summary>
public static class PolicyVocabulary
{
    /// <summary>Purposes that offers and uses commonly name.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> Purposes { get; } = new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
    {
        ["research"] = ("科学研究", "research"),
        ["trying"] = ("试用体验", "trying"),
        ["education"] = ("教学培训", "education"),
        ["product-development"] = ("产品研发", "product development"),
        ["operations"] = ("生产运营", "operations"),
        ["model-training"] = ("模型训练", "training of models"),
        ["statistics"] = ("统计分析", "statistics"),
        ["regulation"] = ("监管合规", "regulation"),
        ["marketing"] = ("市场营销", "marketing"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Kinds of organisations that offers commonly name.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> Organisations { get; } = new Dictionary<string, (string Zh, string En)>(StringComparer.Ordinal)
    {
        ["institute"] = ("研究院所", "an institute"),
        ["university"] = ("高校", "a university"),
        ["factory"] = ("工厂", "a factory"),
        ["enterprise"] = ("企业", "an enterprise"),
        ["cloud-provider"] = ("云服务商", "a cloud provider"),
        ["fund"] = ("基金", "a fund"),
        ["regulator"] = ("监管机构", "a regulator"),
        ["city"] = ("城市", "a city"),
        [TrialTerms.Role] = ("试用者", "on trial"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static string Say(Operand operand, string value, bool zh)
    {
        var words = operand switch { Operand.Purpose => Purposes, Operand.Role => Organisations, _ => null };
        return words is not null && words.TryGetValue(value, out var said) ? zh ? said.Zh : said.En : value;
    }
}
