using System.Collections.Frozen;

namespace KeyEcosystem.Kernel;

/// <summary>Steps of agreements, duties, disputes, releases, outputs and admissions, and messages of negotiations and transfers, in Chinese: as codes that verbs take, and as what was done.</summary>
public static class StepNames
{
    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["accept"] = "接受",
        ["admit"] = "准入",
        ["agree"] = "同意",
        ["agreement"] = "同意并形成协议",
        ["amend"] = "提议变更",
        ["apply"] = "申请",
        ["approve"] = "批准",
        ["completion"] = "完成",
        ["confirm"] = "确认履行",
        ["contest"] = "提出异议",
        ["declare"] = "声明履行",
        ["dismiss"] = "裁决驳回",
        ["deliver"] = "放行",
        ["expire"] = "到期",
        ["finalization"] = "签署生效",
        ["leave"] = "退出",
        ["offer"] = "提出要约",
        ["propose"] = "另提条款",
        ["raise"] = "提出争议",
        ["refuse"] = "拒绝",
        ["reinstate"] = "恢复",
        ["reject"] = "不接受",
        ["release"] = "放行",
        ["replace"] = "以新版取代",
        ["request"] = "请求",
        ["resume"] = "恢复使用",
        ["settle"] = "和解",
        ["sign"] = "签署",
        ["start"] = "启动",
        ["suspend"] = "暂停使用",
        ["suspension"] = "暂停",
        ["terminate"] = "终止",
        ["termination"] = "终止",
        ["uphold"] = "裁决支持",
        ["verification"] = "核验",
        ["waive"] = "免除",
        ["withdraw"] = "撤回",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>States that refusals of the dataspace name; the client's own words of states are the same.</summary>
    private static readonly FrozenDictionary<string, string> States = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["requested"] = "已申请",
        ["offered"] = "提供方另提条款，待答复",
        ["agreed"] = "已同意，待签署",
        ["signed"] = "已签署，生效",
        ["suspended"] = "争议期间暂停使用",
        ["refused"] = "已拒绝",
        ["terminated"] = "已终止",
        ["expired"] = "已到期",
        ["replaced"] = "已由新版取代",
        ["raised"] = "已提出，待答复",
        ["accepted"] = "对方接受补救",
        ["rejected"] = "对方不接受",
        ["proposed"] = "已提议和解",
        ["settled"] = "已和解",
        ["withdrawn"] = "已撤回",
        ["upheld"] = "裁决支持",
        ["dismissed"] = "裁决驳回",
        ["owed"] = "待履行",
        ["declared"] = "已声明履行",
        ["contested"] = "有异议",
        ["confirmed"] = "已确认履行",
        ["waived"] = "已免除",
        ["released"] = "已解除继承",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Parts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["provider"] = "提供方",
        ["consumer"] = "使用方",
        ["arbiter"] = "裁决方",
        ["node"] = "节点",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a step has its Chinese.</summary>
    /// <param name="code">The code.</param>
    public static bool Knows(string code) => Words.ContainsKey(code);

    /// <summary>The Chinese; the code itself where it has none.</summary>
    /// <param name="code">The code.</param>
    public static string Chinese(string code) => Words.GetValueOrDefault(code, code);

    /// <summary>The Chinese of a state of an agreement, duty, dispute or release; the code itself where it has none.</summary>
    /// <param name="code">The code.</param>
    public static string State(string code) => States.GetValueOrDefault(code, code);

    /// <summary>The code, which is what verbs take, with its Chinese.</summary>
    /// <param name="code">The code.</param>
    public static string Coded(string code) => Words.TryGetValue(code, out var words) ? $"{code} {words}" : code;

    /// <summary>Several, as they are listed.</summary>
    /// <param name="codes">The codes.</param>
    public static string Coded(IEnumerable<string> codes) => string.Join(", ", codes.Select(Coded));

    /// <summary>Who takes part, with the Chinese: provider, consumer, arbiter.</summary>
    /// <param name="code">The code.</param>
    public static string Part(string code) => Parts.TryGetValue(code, out var words) ? $"{code} {words}" : code;

    /// <summary>The Chinese of who takes part; the code itself where it has none.</summary>
    /// <param name="code">The code.</param>
    public static string PartChinese(string code) => Parts.GetValueOrDefault(code, code);
}
