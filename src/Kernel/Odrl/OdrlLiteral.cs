namespace KeyEcosystem.Kernel.Odrl;

/// <summary>A comparison that must hold, or must not, in a combination of comparisons.</summary>
/// <param name="Term">The comparison.</param>
/// <param name="Holds">Whether it must hold.</param>
/// <param name="Scope">Of what: empty for the act itself, <c>target.</c> or <c>assignee.</c> for refinements of collections.</param>
/// <param name="Side">Of which policy: 0 or 1.</param>
/// <param name="Step">In a sequence: the place of this step among all; else -1.</param>
internal sealed record OdrlLiteral(OdrlConstraint.Atomic Term, bool Holds, string Scope, int Side, int Step)
{
    /// <summary>What two comparisons must have in common to be about the same value.</summary>
    public string Dimension { get; } = $"{Scope}{Term.Left}|{Term.Unit}";
}
