namespace KeyEcosystem.Platform.Store;

/// <summary>Something that happened, kept for good and told to whoever asks, in order per aggregate.</summary>
/// <param name="Topic">Versioned, dotted: <c>compute.job.ended.v1</c>.</param>
/// <param name="Aggregate">The thing it happened to.</param>
/// <param name="Body">The fact as JSON.</param>
public sealed record Fact(string Topic, Guid Aggregate, string Body);
