namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A value at an instant.</summary>
/// <param name="AsOf">The instant.</param>
/// <param name="Value">The value; null when missing.</param>
/// <param name="ReasonZh">Why there is none, in Chinese.</param>
/// <param name="ReasonEn">Why there is none, in English.</param>
public sealed record IndicatorPointView(DateTimeOffset AsOf, double? Value, string? ReasonZh, string? ReasonEn);
