namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Where a workload would stand if its owner were alone.</summary>
public enum ShadowState
{
    /// <summary>It would never run: the gang is larger than its owner's own devices.</summary>
    Never,

    /// <summary>It would wait.</summary>
    Queued,

    /// <summary>It would run: it is entitled.</summary>
    Running,

    /// <summary>It would be done.</summary>
    Done,
}
