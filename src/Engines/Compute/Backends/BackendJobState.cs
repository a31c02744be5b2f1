namespace KeyEcosystem.Compute.Backends;

/// <summary>Where a job of a cluster stands. All after <see cref="Running"/> are ends.</summary>
public enum BackendJobState
{
    /// <summary>Taken, waits for its turn.</summary>
    Pending,

    /// <summary>Holds its devices.</summary>
    Running,

    /// <summary>Ended by itself with code 0.</summary>
    Completed,

    /// <summary>Ended by itself with another code or by a signal, or was ended by a limit.</summary>
    Failed,

    /// <summary>Ended because it was asked to.</summary>
    Cancelled,

    /// <summary>Its node went away.</summary>
    NodeFailed,

    /// <summary>Ended by the cluster for a job that goes before it.</summary>
    Preempted,

    /// <summary>The scheduler was asked, and knows it no more: how it ended can't be told.</summary>
    Lost,
}
