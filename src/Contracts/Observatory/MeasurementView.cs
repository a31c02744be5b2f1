namespace KeyEcosystem.Contracts.Observatory;

/// <summary>What the platform's facts give at an instant.</summary>
/// <param name="State">measured, missing (it could be, but there is nothing to divide by), claimed (the last figure from outside that is known) or not-measured.</param>
/// <param name="Value">The value in the indicator's unit; null unless measured.</param>
/// <param name="Numerator">Of a ratio, else the sum.</param>
/// <param name="Denominator">Of a ratio.</param>
/// <param name="ReasonZh">Why there is no value, in Chinese.</param>
/// <param name="ReasonEn">Why there is no value, in English.</param>
/// <param name="NeededZh">What would have to be recorded, in Chinese.</param>
/// <param name="NeededEn">What would have to be recorded, in English.</param>
/// <param name="TargetMet">Whether the value reaches the target; null without either.</param>
/// <param name="Variants">Other readings of the same words.</param>
public sealed record MeasurementView(string State, double? Value, double? Numerator, double? Denominator, string? ReasonZh, string? ReasonEn, string? NeededZh, string? NeededEn, bool? TargetMet, IReadOnlyList<VariantView> Variants);
