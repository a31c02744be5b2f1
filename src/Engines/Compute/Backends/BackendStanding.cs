namespace KeyEcosystem.Compute.Backends;

/// <summary>Whether a cluster answers.</summary>
/// <param name="UnreachableSince">When the first of the calls failed that have had no answer since; null when it answers.</param>
/// <param name="Words">What failed last; null when it answers. Never holds a secret.</param>
public sealed record BackendStanding(DateTimeOffset? UnreachableSince, string? Words)
{
    /// <summary>It answers, or was not asked yet.</summary>
    public static BackendStanding Reachable { get; } = new(null, null);
}
