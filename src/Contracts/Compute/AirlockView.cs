using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>An output of a sealed job that waits, or has been decided on. Who sent the job sees what it declared itself and what was decided; owners of the data see what the job made.</summary>
/// <param name="Id">The entry.</param>
/// <param name="Job">The job.</param>
/// <param name="Member">Who sent it.</param>
/// <param name="Pool">Where it ran.</param>
/// <param name="Form">The declared form.</param>
/// <param name="State">held, approved, delivered, refused or expired.</param>
/// <param name="HeldAt">Since when.</param>
/// <param name="ExpiresAt">When it is deleted undecided.</param>
/// <param name="DecidedAt">When it was delivered, refused or expired; null before.</param>
/// <param name="Reason">What the owner said; null where nothing was said.</param>
/// <param name="Asset">The delivered result; null before.</param>
/// <param name="Votes">Each owner of data that the job computed on.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record AirlockView(PendingId Id, JobId Job, MemberId Member, PoolId Pool, OutputForm Form, string State, DateTimeOffset HeldAt, DateTimeOffset ExpiresAt, DateTimeOffset? DecidedAt, string? Reason, AssetId? Asset, IReadOnlyList<AirlockVoteView> Votes, long Version)
{
    /// <summary>Data sets of others that it was made of.</summary>
    public IReadOnlyList<AssetId> Sources { get; init; } = [];

    /// <summary>What the checks found; null for who sent the job.</summary>
    public IReadOnlyList<AirlockFindingView>? Findings { get; init; }

    /// <summary>Whether it passed every check; null for who sent the job.</summary>
    public bool? Passed { get; init; }

    /// <summary>SHA-256 of what would leave; null for who sent the job before it is delivered, and where a check failed.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Bytes of it; null where the hash is null.</summary>
    public long? Bytes { get; init; }
}
