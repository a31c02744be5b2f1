namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>Names of an indicator.</summary>
/// <param name="En">In English.</param>
/// <param name="Zh">In Chinese.</param>
public readonly record struct IndicatorNames(string En, string Zh);
