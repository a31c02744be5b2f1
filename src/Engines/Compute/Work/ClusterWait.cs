namespace KeyEcosystem.Compute.Work;

/// <summary>A run's wait at its cluster.</summary>
/// <param name="Word">Why, in the cluster's own word.</param>
/// <param name="Since">When that was first heard.</param>
/// <param name="ExpectedAt">When the cluster expects to begin it; null where it does not say.</param>
internal sealed record ClusterWait(string Word, DateTimeOffset Since, DateTimeOffset? ExpectedAt);
