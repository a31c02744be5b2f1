namespace KeyEcosystem.Contracts.Observatory;

/// <summary>Indicators at one instant.</summary>
/// <param name="AsOf">The instant: facts recorded later are left out.</param>
/// <param name="Demonstration">Whether demonstrations count.</param>
/// <param name="Facts">How many facts were known then.</param>
/// <param name="Unreadable">Facts that could not be read and are left out; 0 when all is well.</param>
/// <param name="Items">The indicators.</param>
public sealed record IndicatorsView(DateTimeOffset AsOf, bool Demonstration, int Facts, int Unreadable, IReadOnlyList<IndicatorView> Items);
