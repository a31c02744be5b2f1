using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>What a pool lent and got over a time, for its owner. Device time in milliseconds, exact.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="From">The beginning.</param>
/// <param name="To">The end.</param>
/// <param name="OpenMs">Device time open to jobs.</param>
/// <param name="OwnMs">Held by jobs of its own queue.</param>
/// <param name="LentMs">Held by jobs of other queues.</param>
/// <param name="BorrowedMs">Held elsewhere by jobs of its own queue.</param>
/// <param name="WastedMs">Of what was held here, by runs whose work was lost: failed, cancelled, or evicted with nothing saved.</param>
/// <param name="ByOutcome">Of what was held here, by how the run ended.</param>
/// <param name="Lines">The same by the other pool.</param>
/// <param name="MeasuredMs">Of what was held here, looked at; what is measured of a run is spread evenly over it.</param>
/// <param name="BusyMs">Of what was measured, the part in which the devices computed.</param>
/// <param name="Compared">Jobs of its queue that ended and were compared with the pool alone; those cancelled, or too large for it, are compared with nothing.</param>
/// <param name="Later">Of these, ended later than alone by more than a second, which is what clusters tell times in.</param>
/// <param name="EarlierMs">By how much the others ended earlier, together, at the least: of a job that would not have begun alone its own run counts.</param>
/// <param name="WorstLateMs">The most by which one was later.</param>
/// <param name="LaterJobs">Those that were later, the worst first; at most 50.</param>
public sealed record PoolBalanceView(
    PoolId Pool, DateTimeOffset From, DateTimeOffset To, long OpenMs, long OwnMs, long LentMs, long BorrowedMs, long WastedMs, IReadOnlyDictionary<string, long> ByOutcome,
    IReadOnlyList<PoolBalanceLine> Lines, long MeasuredMs, long BusyMs, int Compared, int Later, long EarlierMs, long WorstLateMs, IReadOnlyList<PoolComparisonView> LaterJobs)
{
    /// <summary>
    /// Jobs of its queue that were compared with nothing, by why: under-way, waits or runs still; cancelled; too-large, asks for more devices than the pool has; share, holds a part of a device that another one opened;
    /// not-begun, ended without having had devices; closed, the pool had fewer devices open than it asks for when it ended, and not for its quiet hours, so that alone it would never run; no-cohort, the pool was in no cohort when it
    /// ended; no-record, the comparison is not written yet.
    /// </summary>
    public IReadOnlyDictionary<string, int> NotCompared { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>Of <see cref="OwnMs"/>, held by jobs that other members sent to this pool itself.</summary>
    public IReadOnlyList<PoolBalanceDirect> Direct { get; init; } = [];

    /// <summary>Of what others held here, lent or direct, by runs that have not ended: the ledger has nothing of them yet.</summary>
    public long UnderWayMs { get; init; }

    /// <summary>Of what others held here, lent or direct, by runs that were lost or could not begin: nobody pays for them.</summary>
    public long UnpaidMs { get; init; }

    /// <summary>Of what was held here, held while the pool had fewer devices open: its agent was silent, it was closed, or it shrank, and what ran ran on.</summary>
    public long BeyondOpenMs { get; init; }
}
