using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>Policies that many offers begin with, by name: ODRL JSON, to be sent as it is or changed first.</summary>
public static class PolicyTemplates
{
    /// <summary>Name and policy.</summary>
    /// <remarks>
    /// <c>members</c>: any member may use, nothing goes onward. <c>research</c>: for research by institutes and universities, nothing onward.
    /// <c>compute</c>: any member's jobs. <c>open</c>: any member may use and share onward.
    /// </remarks>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["members"] = """{"permission":[{"action":"use"}],"prohibition":[{"action":"distribute"}]}""",
        ["research"] = """
            {"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},
            {"leftOperand":"role","operator":"isAnyOf","rightOperand":["institute","university"]}]}],"prohibition":[{"action":"distribute"}]}
            """,
        ["compute"] = """{"permission":[{"action":"compute"}]}""",
        ["open"] = """{"permission":[{"action":"use"},{"action":"distribute"}]}""",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
