namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>
/// The present value of flows as a function of u = ln(1 + rate): the sum of a·e^(-u·t), times ascending and no two alike.
/// It has at most as many zeros as its coefficients change signs (Descartes' rule holds for such sums too).
/// </summary>
internal sealed class ExponentialSum
{
    private const double RoundingMax = 2e-15;

    private readonly double[] times;
    private readonly double[] amounts;

    public ExponentialSum(double[] times, double[] amounts)
    {
        (this.times, this.amounts) = (times, amounts);
        for (var i = 1; i < amounts.Length; i++)
        {
            SignChanges += Math.Sign(amounts[i]) != Math.Sign(amounts[i - 1]) ? 1 : 0;
        }
    }

    public int SignChanges { get; }

    /// <summary>The sign far to the right: the earliest flow outweighs all others there.</summary>
    public int SignRight => Math.Sign(amounts[0]);

    /// <summary>The sign far to the left: the latest flow does.</summary>
    public int SignLeft => Math.Sign(amounts[^1]);

    /// <summary>Whether the value can't be told from zero: it is smaller than the rounding of what it is the sum of.</summary>
    public bool Vanishes(double u)
    {
        var largest = Math.Max(-u * times[0], -u * times[^1]);
        return Math.Abs(At(u).Value) <= RoundingMax * amounts.Zip(times, (a, t) => Math.Abs(a) * Math.Exp((-u * t) - largest)).Sum();
    }

    /// <summary>Value and slope, both divided by one power of e so that neither overflows.</summary>
    public (double Value, double Slope) At(double u)
    {
        // The largest power stands at one of the ends: powers are monotone in the times.
        var largest = Math.Max(-u * times[0], -u * times[^1]);
        double value = 0, rest = 0, slope = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var term = amounts[i] * Math.Exp((-u * times[i]) - largest);

            // Compensated: what cancels out may be a millionth of what is added.
            var sum = value + term;
            rest += Math.Abs(value) >= Math.Abs(term) ? value - sum + term : term - sum + value;
            value = sum;
            slope -= times[i] * term;
        }

        return (value + rest, slope);
    }

    /// <summary>
    /// A sum with one change of sign less, whose zeros part the zeros of this one: between two of this one's lies one of it.
    /// It is the slope of this sum times e^(u·middle), with the middle between two flows of different signs.
    /// </summary>
    public ExponentialSum Parting()
    {
        var at = 1;
        while (Math.Sign(amounts[at]) == Math.Sign(amounts[at - 1]))
        {
            at++;
        }

        var middle = (times[at] + times[at - 1]) / 2;
        return new ExponentialSum(times, [.. amounts.Zip(times, (a, t) => a * (middle - t))]);
    }
}
