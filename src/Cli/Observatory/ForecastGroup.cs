namespace KeyEcosystem.Cli.Observatory;

/// <summary>Series that are alike: their intervals are made of each other's errors.</summary>
internal sealed record ForecastGroup(string Period, int M, int Season, int Series, IReadOnlyList<string> Members, IReadOnlyList<string> Intervals);
