namespace KeyEcosystem.Kernel.Ledger;

/// <summary>
/// A price of many base units, e.g. 120 fen for 3,600,000 device-milliseconds.
/// Rounding rule: all readings together cost their exact price rounded down to the minor unit, and each reading costs what that sum grew by.
/// What is below a minor unit is carried to the next reading, so the sum is the same however the readings are sliced.
/// </summary>
/// <param name="MinorPerUnit">Minor units of money for one priced unit, from 0.</param>
/// <param name="UnitSize">Base units of the meter in one priced unit, from 1.</param>
/// <param name="Currency">The currency.</param>
public readonly record struct UnitPrice(long MinorPerUnit, long UnitSize, Currency Currency)
{
    /// <summary>What a reading costs, and what is carried on; refused with <c>ledger.amount.exceeded</c> when no amount can hold it.</summary>
    /// <param name="quantity">Base units read, from 0.</param>
    /// <param name="rest">What the reading before carried on; 0 at first.</param>
    /// <exception cref="ArgumentOutOfRangeException">Quantity or rest is negative, or the rest is a whole minor unit or more.</exception>
    /// <exception cref="InvalidOperationException">The price is negative, or of less than one base unit.</exception>
    public Result<Charge> Of(long quantity, long rest)
    {
        if (MinorPerUnit < 0 || UnitSize < 1)
        {
            throw new InvalidOperationException("A price is not negative, and of one base unit or more.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(quantity);
        ArgumentOutOfRangeException.ThrowIfNegative(rest);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rest, UnitSize);
        var (minor, left) = Int128.DivRem(((Int128)quantity * MinorPerUnit) + rest, UnitSize);
        return minor <= long.MaxValue
            ? new Charge(new Money((long)minor, Currency), (long)left)
            : new Refusal("ledger.amount.exceeded", "The amount is too large.", $"{quantity} base units at {MinorPerUnit} for {UnitSize} cost more than a ledger can hold.");
    }
}
