using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>Policies that many offers begin with, by name: ODRL JSON, to be sent as it is or changed first.</summary>
public static class PolicyTemplates
{
    /// <summary>Name and policy.</summary>
    /// <remarks>
    /// <c>members</c>: any member may use, nothing goes onward. <c>research</c>: for research by institutes and universities, nothing onward.
    /// <c>trial</c> and <c>trial-compute</c>: the same as <c>members</c> and <c>compute</c>, and open to trials.
    /// <c>compute</c>: any member's jobs, which see a data set and show nothing of it to who sends them (ADR 0029). <c>open</c>: any member may use and share onward.
    /// </remarks>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["members"] = """{"permission":[{"action":"use"}],"prohibition":[{"action":"distribute"}]}""",
        ["research"] = """
            {"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},
            {"leftOperand":"role","operator":"isAnyOf","rightOperand":["institute","university"]}]}],"prohibition":[{"action":"distribute"}]}
            """,
        ["compute"] = """{"permission":[{"action":"compute"}]}""",
        ["trial"] = """{"permission":[{"action":"use"},{"action":"use","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}],"prohibition":[{"action":"distribute"}]}""",
        ["trial-compute"] = """{"permission":[{"action":"compute"},{"action":"compute","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}]}""",
        ["open"] = """{"permission":[{"action":"use"},{"action":"distribute"}]}""",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
