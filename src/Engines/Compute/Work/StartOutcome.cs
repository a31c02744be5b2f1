namespace KeyEcosystem.Compute.Work;

/// <summary>What came of giving devices to a job.</summary>
internal enum StartOutcome
{
    /// <summary>It holds them.</summary>
    Begun,

    /// <summary>It does not wait any more: it was withdrawn, or ended because what permitted it has ended.</summary>
    Gone,

    /// <summary>Not on this pool, or not now.</summary>
    NotHere,
}
