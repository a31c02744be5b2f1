using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Names each clause of a policy by its place, e.g. <c>permission[0].constraint[1]</c>: reasons name it so, whatever IRI it came with.</summary>
internal static class PolicyPlaces
{
    public static OdrlPolicy Of(OdrlPolicy policy)
    {
        var (permissions, prohibitions, obligations) = (0, 0, 0);
        return new OdrlPolicy("", "Set", policy.Conflict, [.. policy.Rules.Select(r => r.Kind switch
        {
            OdrlRuleKind.Permission => Of(r, $"permission[{permissions++}]"),
            OdrlRuleKind.Prohibition => Of(r, $"prohibition[{prohibitions++}]"),
            _ => Owed(r, $"obligation[{obligations++}]"),
        })]);
    }

    /// <summary>What is owed is owed by whoever concludes the agreement, about its asset.</summary>
    private static OdrlRule Owed(OdrlRule duty, string place) => Of(duty with { Targets = [], Assignees = [], Assigners = [] }, place);

    private static OdrlRule Of(OdrlRule rule, string place) => rule with
    {
        Id = place,
        Actions = [.. rule.Actions.Select((a, i) => a with { Refinement = All(a.Refinement, $"{place}.action[{i}].refinement") })],
        Targets = Scopes(rule.Targets, place + ".target"),
        Assignees = Scopes(rule.Assignees, place + ".assignee"),
        Constraints = All(rule.Constraints, place + ".constraint"),
        Duties = [.. rule.Duties.Select((d, i) => Owed(d, $"{place}.duty[{i}]"))],
    };

    private static OdrlScope[] Scopes(IReadOnlyList<OdrlScope> scopes, string place) => [.. scopes.Select((s, i) => s with { Refinement = All(s.Refinement, $"{place}[{i}].refinement") })];

    private static OdrlConstraint[] All(IReadOnlyList<OdrlConstraint> constraints, string place) => [.. constraints.Select((c, i) => Of(c, $"{place}[{i}]"))];

    private static OdrlConstraint Of(OdrlConstraint constraint, string place) => constraint is OdrlConstraint.Logical logical
        ? logical with { Id = place, Of = All(logical.Of, $"{place}.{PolicyWriter.NameOf(logical.Form)}") }
        : constraint with { Id = place };
}
