namespace KeyEcosystem.Contracts.Compute;

/// <summary>How full a cohort was over time.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">The beginning.</param>
/// <param name="To">The end.</param>
/// <param name="Bins">Equal stretches of time, in order.</param>
/// <param name="Sizes">How many jobs asked for which number of devices: what fragmentation is measured against.</param>
/// <param name="Compared">Jobs that ended and were compared with their owners alone.</param>
/// <param name="Later">Of these, ended later than alone by more than a second, which is what clusters tell times in.</param>
public sealed record CohortHistoryView(string Name, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<CohortHistoryBin> Bins, IReadOnlyDictionary<int, int> Sizes, int Compared, int Later);
