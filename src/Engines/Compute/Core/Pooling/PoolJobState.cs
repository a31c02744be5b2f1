namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Where a workload stands in the pool.</summary>
public enum PoolJobState
{
    /// <summary>An admission check has not answered.</summary>
    Held,

    /// <summary>It waits for devices.</summary>
    Waiting,

    /// <summary>Its quota is reserved: devices are being taken back for it.</summary>
    Claimed,

    /// <summary>It is admitted.</summary>
    Running,

    /// <summary>It has been told to give its devices back.</summary>
    Evicting,

    /// <summary>It is finished.</summary>
    Ended,
}
