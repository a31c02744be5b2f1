namespace KeyEcosystem.Compute.Core;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Permitted, waits for devices.</summary>
    Queued,

    /// <summary>Holds devices at an attached cluster, which has not started it yet: its inputs travel, or the cluster's own queue holds it.</summary>
    Admitted,

    /// <summary>Holds devices and computes.</summary>
    Running,

    /// <summary>Ended as it should; its results are kept.</summary>
    Succeeded,

    /// <summary>Ended otherwise; the outcome says how.</summary>
    Failed,

    /// <summary>Ended because its member asked for it.</summary>
    Cancelled,
}
