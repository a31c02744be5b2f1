namespace KeyEcosystem.Compute.Backends;

/// <summary>One job as the cluster's scheduler says it is.</summary>
/// <param name="Key">Our name of it.</param>
/// <param name="NativeId">The scheduler's name of it.</param>
/// <param name="State">Where it stands.</param>
/// <param name="SubmittedAt">When it was taken.</param>
public sealed record BackendJob(BackendKey Key, string NativeId, BackendJobState State, DateTimeOffset SubmittedAt)
{
    /// <summary>When it began to hold its devices.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the cluster's scheduler expects it to begin, while it waits; null where that is not said.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>When it gave them back.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The code it ended with, 128 and the signal's number when it died of one; null when there is none to know.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The scheduler's own word for why it waits or how it ended, such as <c>Resources</c> or <c>TimeLimit</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Devices it holds or held, by node.</summary>
    public IReadOnlyList<HeldDevices> Devices { get; init; } = [];

    /// <summary>Processor cores it holds or held, on all nodes.</summary>
    public int Cpus { get; init; }

    /// <summary>Whether it can't change any more.</summary>
    public bool Ended => State > BackendJobState.Running;
}
