namespace KeyEcosystem.Cli.Observatory;

/// <summary>What was forecast.</summary>
internal sealed record ForecastSummary(int Series, int Rows, IReadOnlyList<decimal> Levels, IReadOnlyList<ForecastGroup> Groups, IReadOnlyDictionary<string, int> Notes);
