namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>How a place is chosen among those that fit (ADR 0020).</summary>
public enum PlacementPolicy
{
    /// <summary>The product's own.</summary>
    Default,

    /// <summary>Fragmentation gradient descent as published (USENIX ATC 2023), ties to the smallest name.</summary>
    Fgd,

    /// <summary>Least processor and device time left over, ties to the smallest name.</summary>
    BestFit,

    /// <summary>Any place, all alike.</summary>
    Random,
}
