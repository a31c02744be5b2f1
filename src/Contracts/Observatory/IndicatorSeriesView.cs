namespace KeyEcosystem.Contracts.Observatory;

/// <summary>An indicator over time, each point as it was known then.</summary>
/// <param name="Id">The indicator.</param>
/// <param name="Demonstration">Whether demonstrations count.</param>
/// <param name="Points">Oldest first.</param>
public sealed record IndicatorSeriesView(string Id, bool Demonstration, IReadOnlyList<IndicatorPointView> Points);
