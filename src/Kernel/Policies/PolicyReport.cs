namespace KeyEcosystem.Kernel.Policies;

/// <summary>The answer of a policy.</summary>
/// <param name="Permitted">Whether it permits.</param>
/// <param name="Reasons">The permission that applies, or everything that stands in the way.</param>
public sealed record PolicyReport(bool Permitted, IReadOnlyList<PolicyReason> Reasons)
{
    /// <summary>Of a table: what of it may be seen; null for all of it.</summary>
    public VisibleParts? Parts { get; init; }
}
