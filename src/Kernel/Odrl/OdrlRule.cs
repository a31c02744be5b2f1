namespace KeyEcosystem.Kernel.Odrl;

/// <summary>A permission, prohibition or duty. What is not said is not restricted.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Id">Its IRI, or its place in the policy.</param>
/// <param name="Actions">Any of them.</param>
/// <param name="Targets">Any of them.</param>
/// <param name="Assignees">Any of them.</param>
/// <param name="Assigners">Any of them.</param>
/// <param name="Constraints">All of them.</param>
/// <param name="Duties">Of a permission: its duties. Of a prohibition: its remedies. Of a duty: what follows when it is not done.</param>
public sealed record OdrlRule(
    OdrlRuleKind Kind,
    string Id,
    IReadOnlyList<OdrlAction> Actions,
    IReadOnlyList<OdrlScope> Targets,
    IReadOnlyList<OdrlScope> Assignees,
    IReadOnlyList<OdrlScope> Assigners,
    IReadOnlyList<OdrlConstraint> Constraints,
    IReadOnlyList<OdrlRule> Duties);
