namespace KeyEcosystem.Observatory.Core;

/// <summary>What an indicator is at an instant: a value, or the reason why there is none.</summary>
/// <param name="Value">The value in the indicator's unit; null when missing.</param>
/// <param name="Numerator">Of a ratio, else the sum.</param>
/// <param name="Denominator">Of a ratio; null otherwise.</param>
/// <param name="ReasonZh">Why there is no value, in Chinese.</param>
/// <param name="ReasonEn">Why there is no value, in English.</param>
/// <param name="Variants">Other readings of the same words, by name.</param>
public sealed record Reading(double? Value, double? Numerator, double? Denominator, string? ReasonZh, string? ReasonEn, IReadOnlyList<Variant> Variants)
{
    /// <summary>A sum or count.</summary>
    /// <param name="value">The value.</param>
    /// <param name="variants">Other readings.</param>
    public static Reading Of(double value, params IReadOnlyList<Variant> variants) => new(value, value, null, null, null, variants);

    /// <summary>No value, and why.</summary>
    /// <param name="zh">Chinese.</param>
    /// <param name="en">English.</param>
    /// <param name="variants">Other readings.</param>
    public static Reading Missing(string zh, string en, params IReadOnlyList<Variant> variants) => new(null, null, null, zh, en, variants);

    /// <summary>A share in per cent; division by zero is a missing value with its reason.</summary>
    /// <param name="part">Numerator.</param>
    /// <param name="whole">Denominator.</param>
    /// <param name="zh">What is not there when the denominator is 0, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    /// <param name="variants">Other readings.</param>
    public static Reading Share(double part, double whole, string zh, string en, params IReadOnlyList<Variant> variants) =>
        whole > 0 ? new(100 * part / whole, part, whole, null, null, variants) : new(null, part, 0, $"分母为零：{zh}", $"The denominator is zero: {en}", variants);
}
