namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>In which order idle devices are lent.</summary>
public enum LendingOrder
{
    /// <summary>First come, first served; what fits passes what does not.</summary>
    Arrival,

    /// <summary>First come, first served, and the first that does not fit holds the line.</summary>
    StrictArrival,

    /// <summary>The owner with the smallest weighted dominant share first.</summary>
    FairShare,

    /// <summary>The workload with the least expected device time left first.</summary>
    ShortestExpected,
}
