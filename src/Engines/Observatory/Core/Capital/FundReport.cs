namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>The funds of a ledger on a day.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Funds">Each fund, by name.</param>
/// <param name="Total">All together.</param>
public sealed record FundReport(DateOnly AsOf, IReadOnlyList<FundFigures> Funds, FundFigures Total);
