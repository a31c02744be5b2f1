namespace KeyEcosystem.Kernel.Odrl;

/// <summary>A policy of ODRL 2.2, read once and never changed: values have their types, names their one spelling.</summary>
/// <param name="Id">Its IRI; empty where it has none.</param>
/// <param name="Type">Set, Offer, Agreement ...</param>
/// <param name="Conflict">What wins.</param>
/// <param name="Rules">All rules in the order of the policy.</param>
public sealed record OdrlPolicy(string Id, string Type, OdrlStrategy Conflict, IReadOnlyList<OdrlRule> Rules)
{
    /// <summary>A policy that permits nothing.</summary>
    public static OdrlPolicy Nothing { get; } = new("", "Set", OdrlStrategy.Prohibit, []);

    /// <summary>Whether its answer may depend on a left operand.</summary>
    /// <param name="operand">The operand's name.</param>
    public bool DependsOn(string operand) => Rules.Any(r =>
        r.Constraints.Any(c => Names(c, operand)) || r.Actions.Any(a => a.Refinement.Any(c => Names(c, operand)))
        || r.Targets.Concat(r.Assignees).Any(s => s.Refinement.Any(c => Names(c, operand))));

    private static bool Names(OdrlConstraint constraint, string operand) =>
        constraint is OdrlConstraint.Logical logical ? logical.Of.Any(c => Names(c, operand)) : ((OdrlConstraint.Atomic)constraint).Left == operand;
}
