using System.Collections.Frozen;
using KeyEcosystem.Client;

namespace KeyEcosystem.Cli;

/// <summary>Codes that options and programs take, with their Chinese: roles, types and kinds.</summary>
internal static class CodeWords
{
    private static readonly FrozenDictionary<string, string> OfRoles = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["agent"] = "集群代理",
        ["auditor"] = "审计",
        ["member-admin"] = "成员管理员",
        ["member-user"] = "成员用户",
        ["operator"] = "运营者",
        ["regulator"] = "监管",
        ["trial"] = "试用",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["leader"] = "牵头方",
        ["supporting"] = "支持方",
        ["other"] = "其他",
        ["dataset"] = "数据集",
        ["compute-pool"] = "算力池",
        ["measured"] = "已测",
        ["missing"] = "尚无数据",
        ["not-measured"] = "未测量",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Roles of an account or key.</summary>
    /// <param name="codes">Their codes.</param>
    public static string Roles(IEnumerable<string> codes) => string.Join(", ", codes.Select(c => Coded(c, OfRoles)));

    /// <summary>A member's role in the plan.</summary>
    /// <param name="code">Its code.</param>
    public static string PlanRole(string code) => Coded(code, Others);

    /// <summary>What an asset is.</summary>
    /// <param name="code">Its code.</param>
    public static string Kind(string code) => Coded(code, Others);

    /// <summary>Why an indicator has no value.</summary>
    /// <param name="code">The state of its measurement.</param>
    public static string Measurement(string code) => Coded(code, Others);

    /// <summary>What kind of organisation a member is.</summary>
    /// <param name="code">Its code.</param>
    public static string MemberType(string code) => TypeNames.Members.TryGetValue(code, out var words) ? $"{code} {words.Zh}" : code;

    private static string Coded(string code, FrozenDictionary<string, string> words) => words.TryGetValue(code, out var zh) ? $"{code} {zh}" : code;
}
