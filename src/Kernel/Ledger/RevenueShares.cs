namespace KeyEcosystem.Kernel.Ledger;

/// <summary>Splits an amount by weights so that the parts sum to it exactly.</summary>
public static class RevenueShares
{
    /// <summary>Most parts of one split.</summary>
    public const int PartsMax = 1000;

    /// <summary>
    /// The parts, by the method of the largest remainder: everybody gets the share rounded down, and what is left goes, a minor unit each, to the largest remainders; among equal ones to the earlier.
    /// Refused with <c>ledger.shares.invalid</c>.
    /// </summary>
    /// <param name="total">What is split; a negative amount is split as its opposite.</param>
    /// <param name="weights">One for each part, from 0, together more than 0.</param>
    public static Result<IReadOnlyList<Money>> Split(Money total, IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var sum = weights.Aggregate(Int128.Zero, (s, w) => s + w);
        if (weights.Count > PartsMax || sum <= 0 || weights.Any(w => w < 0))
        {
            return new Refusal("ledger.shares.invalid", "The shares can't be used.", $"There must be 1 to {PartsMax} shares, none negative and not all zero.");
        }

        var size = Int128.Abs(total.Minor);
        var parts = new Int128[weights.Count];
        var remainders = new Int128[weights.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            (parts[i], remainders[i]) = Int128.DivRem(size * weights[i], sum);
        }

        var left = (int)(size - parts.Aggregate(Int128.Zero, (s, p) => s + p));
        foreach (var i in Enumerable.Range(0, parts.Length).OrderByDescending(i => remainders[i]).Take(left))
        {
            parts[i]++;
        }

        return Array.ConvertAll(parts, p => new Money((long)(total.Minor < 0 ? -p : p), total.Currency));
    }
}
