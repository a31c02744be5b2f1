namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>One difference between two dates, and why.</summary>
/// <param name="Indicator">Id of the indicator.</param>
/// <param name="Kind">What differs.</param>
/// <param name="Before">How it was; null where it was not.</param>
/// <param name="After">How it is; null where it is not.</param>
/// <param name="Amount">By how much the value moved; null for what is no number.</param>
/// <param name="ByNumerator">The part that the numerator moved.</param>
/// <param name="ByDenominator">The part that the denominator moved; the two are the whole.</param>
/// <param name="IsComparable">Whether both values follow one definition.</param>
public sealed record ReportChange(string Indicator, ReportChangeKind Kind, ReportIndicator? Before, ReportIndicator? After, double? Amount = null, double? ByNumerator = null, double? ByDenominator = null, bool IsComparable = true);
