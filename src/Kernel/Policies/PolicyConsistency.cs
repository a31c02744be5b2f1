using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Looks before a policy is published whether any of its permissions can ever apply.</summary>
public static class PolicyConsistency
{
    /// <summary>Checks a policy. Two policies may differ as they like; one must not take back all that it gives.</summary>
    /// <param name="policy">The policy.</param>
    /// <returns><c>policy.contradictory</c>, with both clauses of each clash, where no world satisfies a permission that no prohibition takes back; null where some world does, where that is not known, and where nothing is permitted.</returns>
    public static Refusal? Check(OdrlPolicy policy)
    {
        if (policy.Rules.All(r => r.Kind != OdrlRuleKind.Permission) || OdrlConflict.Check(policy) is not { Verdict: OdrlVerdict.Conflict, Findings: var findings })
        {
            return null;
        }

        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < findings.Count; i++)
        {
            facts[$"clash{i}.clauses"] = Clauses(findings[i], ", ");
            facts[$"clash{i}.zh"] = PolicyWords.Say(findings[i], chinese: true);
            facts[$"clash{i}.en"] = PolicyWords.Say(findings[i], chinese: false);
        }

        return new Refusal(
            "policy.contradictory",
            "The policy permits nothing: its own clauses contradict each other. 政策的条款自相矛盾，什么也不许可。",
            findings.Count == 0
                ? "No world satisfies its permissions. 其许可条件无法成立。"
                : string.Join(' ', findings.Select(f => $"{Clauses(f, " and ")}: {PolicyWords.Say(f, chinese: false)} {Clauses(f, " 与 ")}：{PolicyWords.Say(f, chinese: true)}")),
            facts);
    }

    private static string Clauses(OdrlFinding finding, string between) => finding.SecondId.Length > 0 && finding.SecondId != finding.FirstId ? finding.FirstId + between + finding.SecondId : finding.FirstId;
}
