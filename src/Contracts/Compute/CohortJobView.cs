using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A job of a cohort's queues.</summary>
/// <param name="Id">Job id; null for others' jobs.</param>
/// <param name="Name">Its name; null for others' jobs.</param>
/// <param name="Queue">The pool in whose queue it stands.</param>
/// <param name="RunsOn">Where it holds devices; null while it waits.</param>
/// <param name="Devices">Devices it needs or holds.</param>
/// <param name="Wait">Why it waits, as a code; null when it does not.</param>
/// <param name="QueuedAt">When it was taken.</param>
/// <param name="StartedAt">When it got its devices; null while it waits.</param>
/// <param name="ExpectedAt">When it is expected to get devices; null when that can't be said or it has them.</param>
/// <param name="Leaving">Why it must give its devices back, as a code; null when it need not.</param>
public sealed record CohortJobView(JobId? Id, string? Name, PoolId Queue, PoolId? RunsOn, int Devices, string? Wait, DateTimeOffset QueuedAt, DateTimeOffset? StartedAt, DateTimeOffset? ExpectedAt, string? Leaving)
{
    /// <summary>The cluster's own word for why it lets the job wait, such as Resources; null when it does not wait at a cluster.</summary>
    public string? ClusterWait { get; init; }

    /// <summary>Whether it may run at other pools than that in whose queue it stands.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>The last call of the agent of the cluster that it runs at, or, while it waits, of its own pool's, where that is silent; null while it calls.</summary>
    public DateTimeOffset? AwaySince { get; init; }

    /// <summary>When it is taken for lost if that agent stays silent.</summary>
    public DateTimeOffset? LostAt { get; init; }

    /// <summary>Of its one device, in thousandths; 1000 for whole devices.</summary>
    public int Milli { get; init; } = 1000;

    /// <summary>Jobs with the same number hold parts of one device; null where it holds whole devices, or none.</summary>
    public int? Device { get; init; }

    /// <summary>How much its devices compute now; null while it waits and where that is not measured.</summary>
    public RunLoad? Load { get; init; }
}
