namespace KeyEcosystem.Kernel.Odrl;

/// <summary>A constraint of ODRL: a comparison, or a logical one over others.</summary>
/// <param name="Id">Its IRI, or its place in the policy, e.g. <c>permission[0].constraint[1]</c>.</param>
public abstract record OdrlConstraint(string Id)
{
    /// <summary>Left operand, operator, right operand.</summary>
    /// <param name="Id">Its IRI or place.</param>
    /// <param name="Left">The left operand: a name of ODRL without prefix, or another IRI.</param>
    /// <param name="Operator">How it is compared.</param>
    /// <param name="Right">With what.</param>
    /// <param name="Unit">Unit of the right operand, where one is given.</param>
    /// <param name="Anchor">When a recurring period began, where that is given.</param>
    /// <param name="Reference">Where the right operand is to be found, when it is not in the policy.</param>
    public sealed record Atomic(string Id, string Left, OdrlOperator Operator, IReadOnlyList<OdrlValue> Right, string? Unit = null, OdrlValue? Anchor = null, string? Reference = null) : OdrlConstraint(Id);

    /// <summary>Over other constraints.</summary>
    /// <param name="Id">Its IRI or place.</param>
    /// <param name="Form">and, or, xone, andSequence.</param>
    /// <param name="Of">The constraints, in order.</param>
    public sealed record Logical(string Id, OdrlLogic Form, IReadOnlyList<OdrlConstraint> Of) : OdrlConstraint(Id);
}
