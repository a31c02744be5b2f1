using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>What terms say that others do not, for who has to decide on a counter-offer.</summary>
public static class PolicyDifference
{
    /// <summary>The changes from one policy to another; none when they mean the same in the same words.</summary>
    /// <param name="before">The terms before.</param>
    /// <param name="after">The terms after.</param>
    public static IReadOnlyList<PolicyChange> Between(OdrlPolicy before, OdrlPolicy after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (gone, added) = (Only(before.Rules, after.Rules), Only(after.Rules, before.Rules));
        var changes = new List<PolicyChange>();
        foreach (var rule in gone.ToList())
        {
            if (added.Find(a => Text(a with { Constraints = [] }) == Text(rule with { Constraints = [] })) is { } now)
            {
                changes.Add(Changed(rule, now));
                gone.Remove(rule);
                added.Remove(now);
            }
        }

        changes.AddRange(Said("gone", before, gone, before.Conflict != after.Conflict));
        changes.AddRange(Said("new", after, added, before.Conflict != after.Conflict));
        return changes;
    }

    private static List<OdrlRule> Only(IReadOnlyList<OdrlRule> rules, IReadOnlyList<OdrlRule> others)
    {
        var known = others.Select(Text).ToList();
        return [.. rules.Where(r => !known.Remove(Text(r)))];
    }

    private static string Text(OdrlRule rule) => rule.Kind + PolicyWriter.Node(rule).ToJsonString();

    private static IEnumerable<PolicyChange> Said(string kind, OdrlPolicy of, IReadOnlyList<OdrlRule> rules, bool conflict)
    {
        var part = of with { Rules = rules, Conflict = conflict ? of.Conflict : OdrlStrategy.Prohibit };
        return PolicyWords.Say(part, chinese: true).Zip(PolicyWords.Say(part, chinese: false), (zh, en) => new PolicyChange(kind, zh, en));
    }

    private static PolicyChange Changed(OdrlRule was, OdrlRule now)
    {
        var (gone, added) = (Conditions(was, now), Conditions(now, was));
        return new PolicyChange("changed", Say(was, gone, added, zh: true), Say(was, gone, added, zh: false));
    }

    private static List<OdrlConstraint> Conditions(OdrlRule of, OdrlRule other)
    {
        var known = other.Constraints.Select(c => PolicyWriter.Node(c).ToJsonString()).ToList();
        return [.. of.Constraints.Where(c => !known.Remove(PolicyWriter.Node(c).ToJsonString()))];
    }

    private static string Say(OdrlRule rule, List<OdrlConstraint> gone, List<OdrlConstraint> added, bool zh)
    {
        var head = (rule.Kind, zh) switch
        {
            (OdrlRuleKind.Permission, true) => "允许",
            (OdrlRuleKind.Prohibition, true) => "禁止",
            (_, true) => "须",
            (OdrlRuleKind.Permission, false) => "You may ",
            (OdrlRuleKind.Prohibition, false) => "You may not ",
            _ => "You have to ",
        } + TermWords.Actions(rule, zh);
        var (was, now) = (All(gone, zh), All(added, zh));
        return (gone.Count > 0, added.Count > 0, zh) switch
        {
            (true, true, true) => $"{head}：条件“{was}”改为“{now}”。",
            (true, true, false) => $"{head}: if {now}, instead of if {was}.",
            (true, false, true) => $"{head}：不再要求“{was}”。",
            (true, false, false) => $"{head}: no longer only if {was}.",
            (_, _, true) => $"{head}：另须“{now}”。",
            _ => $"{head}: only if {now} as well.",
        };
    }

    private static string All(List<OdrlConstraint> of, bool zh) => string.Join(zh ? "，且" : ", and ", of.Select(c => TermWords.Say(c, zh)));
}
