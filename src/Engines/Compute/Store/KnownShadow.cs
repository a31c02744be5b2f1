namespace KeyEcosystem.Compute.Store;

/// <summary>A job with its kept shadow; of one that has ended since the shadow was kept, or that has none, what is needed to tell how it would stand.</summary>
/// <param name="Job">The job.</param>
/// <param name="Row">Its shadow; null when none was kept.</param>
/// <param name="EndedAt">When it ended; null while it has not.</param>
/// <param name="ByItself">Whether it ended by itself.</param>
/// <param name="WorkMs">The useful work that it did, where it has ended.</param>
internal sealed record KnownShadow(OpenJob Job, JobShadowRow? Row, DateTimeOffset? EndedAt, bool ByItself, long WorkMs);
