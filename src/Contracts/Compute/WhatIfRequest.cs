using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>Asks what would have happened to some jobs if their owners had pooled.</summary>
/// <param name="Source">sample: a made-up ecosystem; records: what ran on pools of yours; files: two files that were uploaded.</param>
/// <param name="Policies">What to compare, at least one of isolated-fifo, isolated-easy, pooled-fifo, pooled-easy, entitlement.</param>
public sealed record WhatIfRequest(string Source, IReadOnlyList<string> Policies)
{
    /// <summary>sample: which one; each number makes the same jobs everywhere.</summary>
    public int? Seed { get; init; }

    /// <summary>records: pools of yours; null for all.</summary>
    public IReadOnlyList<PoolId>? Pools { get; init; }

    /// <summary>records: days back, 1 to 366; null for 30.</summary>
    public int? Days { get; init; }

    /// <summary>files: SHA-256 of an uploaded CSV job_id,submit_s,duration_s,gpus,vc, plain or gzipped.</summary>
    public string? JobsSha256 { get; init; }

    /// <summary>files: SHA-256 of an uploaded CSV vc,nodes, plain or gzipped.</summary>
    public string? CapacitySha256 { get; init; }

    /// <summary>files: devices of a node, 1 to 1,024; null for 8.</summary>
    public int? DevicesPerNode { get; init; }

    /// <summary>Percent of all devices that the pool has, 1 to 1,000; null for 100. Owners alone always have all of theirs.</summary>
    public int? ScalePct { get; init; }

    /// <summary>Seconds of work that each eviction costs, 0 to 1,000,000,000; -1 for all the work; null for 0.</summary>
    public long? EvictionCostSeconds { get; init; }
}
