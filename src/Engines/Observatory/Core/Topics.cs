using System.Collections.Frozen;

namespace KeyEcosystem.Observatory.Core;

/// <summary>The facts that indicators are made of.</summary>
public static class Topics
{
    /// <summary>A member's standing.</summary>
    public const string Member = "members.member.changed.v1";

    /// <summary>A published asset.</summary>
    public const string Asset = "dataspace.asset.published.v1";

    /// <summary>An agreement signed by both.</summary>
    public const string Agreement = "dataspace.agreement.signed.v1";

    /// <summary>A use of a data set that ended.</summary>
    public const string Use = "dataspace.use.finished.v1";

    /// <summary>A pool's devices.</summary>
    public const string Pool = "compute.pool.changed.v1";

    /// <summary>What a pool had open to jobs.</summary>
    public const string Capacity = "compute.capacity.v1";

    /// <summary>The end of a job.</summary>
    public const string Job = "compute.job.ended.v1";

    /// <summary>Device time of one run of a job: a job that gave its devices back has several.</summary>
    public const string Interval = "compute.interval.v1";

    /// <summary>A meter reading settled in the ledger.</summary>
    public const string Entry = "market.entry.settled.v1";

    /// <summary>Which field names the thing, by topic.</summary>
    public static FrozenDictionary<string, string> Subject { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [Member] = "member",
        [Asset] = "asset",
        [Agreement] = "agreement",
        [Use] = "use",
        [Pool] = "pool",
        [Capacity] = "pool",
        [Job] = "job",
        [Interval] = "job",
        [Entry] = "entry",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
