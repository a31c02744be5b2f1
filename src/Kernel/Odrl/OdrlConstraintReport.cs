namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What became of one constraint.</summary>
/// <param name="Id">The constraint's IRI or place.</param>
/// <param name="Satisfied">Whether it surely holds.</param>
/// <param name="Code"><c>odrl.holds</c>, <c>odrl.fails</c>, or why it can't be judged: <c>odrl.operand.unknown</c>, <c>odrl.values.incomparable</c>, <c>odrl.reference.unresolved</c>, <c>odrl.unjudged</c>.</param>
/// <param name="Constraint">The constraint.</param>
/// <param name="Actual">The left operand's values in this world.</param>
public sealed record OdrlConstraintReport(string Id, bool Satisfied, string Code, OdrlConstraint Constraint, IReadOnlyList<OdrlValue> Actual)
{
    /// <summary>Whether it could be judged at all.</summary>
    public bool Judged => Code is "odrl.holds" or "odrl.fails";
}
