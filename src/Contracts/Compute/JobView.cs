using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A job. The owner of the pool sees who, when and how much, not what was computed.</summary>
/// <param name="Id">Job id.</param>
/// <param name="Pool">Where it runs.</param>
/// <param name="Member">Whose it is.</param>
/// <param name="Name">Its name; null for the pool's owner.</param>
/// <param name="State">queued, admitted (has devices at an attached cluster and is on the way there), running, succeeded, failed or cancelled.</param>
/// <param name="Outcome">How it ended as a code, e.g. <c>exit.0</c>, <c>node.restarted</c>; null before the end.</param>
/// <param name="Statement">The end in words; null before the end and for the pool's owner.</param>
/// <param name="Wait">Why it waits as a code; null when it does not.</param>
/// <param name="Purpose">Declared purpose.</param>
/// <param name="Devices">Devices it holds.</param>
/// <param name="DeviceMs">Devices times milliseconds, as metered; null before the end.</param>
/// <param name="QueuedAt">When it was taken.</param>
/// <param name="StartedAt">When it began; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="Command">Program and arguments; empty for the pool's owner.</param>
/// <param name="DataSets">Data sets it reads; empty for the pool's owner.</param>
/// <param name="Results">What it made; empty for the pool's owner.</param>
/// <param name="Warnings">What its owner should know, Chinese and English.</param>
/// <param name="RetryOf">The job that this one repeats.</param>
/// <param name="Demonstration">Whether it belongs to a demonstration.</param>
/// <param name="Version">Grows with every change; stands in the ETag.</param>
public sealed record JobView(JobId Id, PoolId Pool, MemberId Member, string? Name, string State, string? Outcome, string? Statement, string? Wait, string Purpose, int Devices, long? DeviceMs, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, IReadOnlyList<string> Command, IReadOnlyList<AssetId> DataSets, IReadOnlyList<JobResultView> Results, IReadOnlyList<string> Warnings, JobId? RetryOf, bool Demonstration, long Version)
{
    /// <summary>The pool that it runs on or ran on last: its own, or one of the same cohort; null before the first run.</summary>
    public PoolId? RunsOn { get; init; }

    /// <summary>How often it was given devices.</summary>
    public int Attempt { get; init; }

    /// <summary>Its runs that are over, where it was given devices more than once or has given them back; empty in lists. A run that ended before it began is not among them.</summary>
    public IReadOnlyList<JobRunView> Runs { get; init; } = [];

    /// <summary>How often its devices went back to their owner before it had ended.</summary>
    public int Evictions { get; init; }

    /// <summary>How often a run of it was lost with its cluster's node, cluster or agent, or with the node; after the last it is not tried again.</summary>
    public int Losses { get; init; }

    /// <summary>Whether it may run on other pools of its pool's cohort.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>Whether its sender sees neither log nor results until the owners of the data let them out.</summary>
    public bool Sealed { get; init; }

    /// <summary>What a sealed job wants out; empty for the pool's owner and for other jobs.</summary>
    public IReadOnlyList<OutputForm> Outputs { get; init; } = [];

    /// <summary>Seconds that it may run at most.</summary>
    public int? LimitSeconds { get; init; }

    /// <summary>Processor cores that it asks for; null for what comes by itself.</summary>
    public int? Cpus { get; init; }

    /// <summary>Megabytes of memory that it may take.</summary>
    public int? MemoryMb { get; init; }

    /// <summary>Whether it saves its work on notice and goes on from there in its next run.</summary>
    public bool Saves { get; init; }

    /// <summary>How long its sender expects it to run; null where that is not said.</summary>
    public int? ExpectedSeconds { get; init; }

    /// <summary>When it is expected to get devices; null when it does not wait or that can't be said.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }

    /// <summary>Higher goes before the other jobs of its pool's queue.</summary>
    public int Priority { get; init; }

    /// <summary>With how many devices it can run, more slowly; null: with no fewer than it asks for.</summary>
    public int? DevicesMin { get; init; }

    /// <summary>Devices that it holds where these are not as many as it asked for: unlike ones that are exchanged, or a part of its gang; else null.</summary>
    public int? RunDevices { get; init; }

    /// <summary>Of its one device, in thousandths, what it holds and is metered; 1000 for whole devices.</summary>
    public int Milli { get; init; } = 1000;

    /// <summary>Of its one device's memory, in MiB; 0 where it does not say.</summary>
    public long DeviceMemoryMib { get; init; }

    /// <summary>Name of the part, where the device's driver cuts fixed parts only; null else.</summary>
    public string? Part { get; init; }

    /// <summary>How much its devices compute now; null when it does not run, and where that is not measured.</summary>
    public RunLoad? Load { get; init; }

    /// <summary>train, infer or other.</summary>
    public string Kind { get; init; } = "other";

    /// <summary>When its sender withdrew it, where it has not ended yet or ended by that; null else.</summary>
    public DateTimeOffset? CancelAskedAt { get; init; }

    /// <summary>The last call of the agent of the cluster that it runs at, or, while it waits, of its own pool's, where that is silent; null while it calls.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    /// <summary>When its run is taken for lost unless the agent calls again; null while it calls.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>Why its cluster lets it wait though it was admitted, in the word of the cluster's own scheduler; null when it does not wait there.</summary>
    public string? ClusterWait { get; init; }
}
