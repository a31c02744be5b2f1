namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>An owner's queue and what it brings into the cohort.</summary>
/// <param name="Owner">Whose queue.</param>
/// <param name="Home">The cluster where the owner's devices stand.</param>
/// <param name="NominalQuota">Devices that are the owner's own; 0 while it is opted out.</param>
/// <param name="BorrowingLimit">How many devices beyond its own the owner may hold; null: as many as are idle.</param>
/// <param name="LendingLimit">How many of its own devices others may hold; null: all that are idle.</param>
/// <param name="Weight">The owner's weight in the order among borrowers.</param>
public sealed record ClusterQueue(OwnerId Owner, ClusterId Home, int NominalQuota, int? BorrowingLimit = null, int? LendingLimit = null, double Weight = 1)
{
    /// <summary>Devices that are the owner's own outside the hours in which it wants them itself; null where that is what they are now. A workload that needs no more waits alone for the end of the hours; a larger one would never run.</summary>
    public int? QuotaOutsideHours { get; init; }

    /// <summary>The most that the owner alone would have, now or after its hours.</summary>
    public int Largest => Math.Max(NominalQuota, QuotaOutsideHours ?? 0);
}
