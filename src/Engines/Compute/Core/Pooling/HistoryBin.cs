namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Some clusters that lend to each other, over one stretch of time. Device time in milliseconds, exact.</summary>
/// <param name="FromMs">Its beginning.</param>
/// <param name="ToMs">Its end.</param>
/// <param name="OpenMs">Device time that was open to jobs.</param>
/// <param name="OwnMs">Held by the clusters' own workloads.</param>
/// <param name="LentMs">Held by each other's workloads.</param>
/// <param name="WaitedMs">Asked for by workloads that waited.</param>
/// <param name="FragmentedMs">Idle where the usual workloads do not fit: see <see cref="PoolHistory"/>.</param>
/// <param name="MeasuredMs">Held device time that was looked at: what is measured of a run is spread evenly over it.</param>
/// <param name="BusyMs">Of this, the part in which the devices computed.</param>
public sealed record HistoryBin(long FromMs, long ToMs, long OpenMs, long OwnMs, long LentMs, long WaitedMs, double FragmentedMs, double MeasuredMs, double BusyMs)
{
    /// <summary>Device time that was open and that nobody held.</summary>
    public long IdleMs => Math.Max(0, OpenMs - OwnMs - LentMs);
}
