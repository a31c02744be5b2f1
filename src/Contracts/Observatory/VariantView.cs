namespace KeyEcosystem.Contracts.Observatory;

/// <summary>Another reading of an indicator's words.</summary>
/// <param name="NameZh">What it counts, in Chinese.</param>
/// <param name="NameEn">What it counts, in English.</param>
/// <param name="Value">Its value; null when missing.</param>
public sealed record VariantView(string NameZh, string NameEn, double? Value);
