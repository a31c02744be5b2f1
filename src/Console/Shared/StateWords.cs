using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>States of agreements and jobs.</summary>
internal static class StateWords
{
    private static readonly Dictionary<string, Text> Words = new(StringComparer.Ordinal)
    {
        ["requested"] = new("已申请", "requested"),
        ["agreed"] = new("已同意，待签署", "agreed, to be signed"),
        ["signed"] = new("已签署，生效", "signed, in force"),
        ["refused"] = new("已拒绝", "refused"),
        ["terminated"] = new("已终止", "terminated"),
        ["expired"] = new("已到期", "expired"),
        ["released"] = new("已解除继承", "released"),
        ["withdrawn"] = new("已撤回", "withdrawn"),
        ["pending"] = new("未决定", "not decided yet"),
        ["approved"] = new("已批准", "approved"),
        ["queued"] = new("排队中", "queued"),
        ["admitted"] = new("已获设备，待启动", "has its devices, about to start"),
        ["running"] = new("运行中", "running"),
        ["succeeded"] = new("已成功", "succeeded"),
        ["failed"] = new("已失败", "failed"),
        ["cancelled"] = new("已取消", "cancelled"),
    };

    /// <summary>States of agreements, in order.</summary>
    public static IReadOnlyList<string> Agreements { get; } = ["requested", "agreed", "signed", "refused", "terminated", "expired"];

    /// <summary>States of jobs, in order.</summary>
    public static IReadOnlyList<string> Jobs { get; } = ["queued", "running", "succeeded", "failed", "cancelled"];

    public static Text Of(string code) => Words.GetValueOrDefault(code, new Text(code, code));
}
