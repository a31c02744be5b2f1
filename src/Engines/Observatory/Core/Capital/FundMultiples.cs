namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>What came back and what remains, as multiples of what was paid in. As they are told, the two add up to the third exactly.</summary>
/// <param name="Dpi">Distributions over paid-in.</param>
/// <param name="Rvpi">Remaining value over paid-in.</param>
public readonly record struct FundMultiples(decimal Dpi, decimal Rvpi)
{
    /// <summary>Total value over paid-in: the sum of the other two as told.</summary>
    public decimal Tvpi => Dpi + Rvpi;

    /// <summary>The multiples at a number of digits. The total is rounded; of the parts the larger one takes what rounding leaves over.</summary>
    /// <param name="paidInMinor">What was paid in, above zero.</param>
    /// <param name="distributedMinor">What came back.</param>
    /// <param name="remainingMinor">What remains.</param>
    /// <param name="digits">Digits behind the point, up to 10.</param>
    public static FundMultiples Of(long paidInMinor, long distributedMinor, long remainingMinor, int digits)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(paidInMinor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 10);
        var total = decimal.Round(((decimal)distributedMinor + remainingMinor) / paidInMinor, digits);
        var dpi = decimal.Round((decimal)distributedMinor / paidInMinor, digits);
        var rvpi = decimal.Round((decimal)remainingMinor / paidInMinor, digits);
        return dpi >= rvpi ? new FundMultiples(total - rvpi, rvpi) : new FundMultiples(dpi, total - dpi);
    }
}
