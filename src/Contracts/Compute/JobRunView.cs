using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A run of a job that is over.</summary>
/// <param name="Attempt">Which one, the first is 1.</param>
/// <param name="Pool">Where it held devices.</param>
/// <param name="From">When it began, or was given its devices where it had not begun.</param>
/// <param name="To">When it gave them back.</param>
/// <param name="Outcome">succeeded, failed, cancelled or evicted.</param>
/// <param name="DeviceMs">Devices times milliseconds, as metered.</param>
public sealed record JobRunView(int Attempt, PoolId Pool, DateTimeOffset From, DateTimeOffset To, string Outcome, long DeviceMs)
{
    /// <summary>Whether it is paid: not where the pool's side failed.</summary>
    public bool Paid { get; init; } = true;

    /// <summary>Why it was given back or lost, as a code, such as reclaimed, cluster-preempted (its cluster took the devices for work of its own, which nobody here asked for) or agent.run.killed; null where it was neither, or that is not told of a sealed job.</summary>
    public string? Cause { get; init; }
}
