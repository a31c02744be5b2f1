namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>The internal rate of return of flows on any days, with years of 365 days, as spreadsheets reckon it.</summary>
public static class Xirr
{
    /// <summary>Flows that are taken, at most.</summary>
    public const int FlowsMax = 1_000_000;

    private const double DaysOfYear = 365;

    /// <summary>Where spreadsheets begin to search: of several rates the one nearest to it is told.</summary>
    private const double Usual = 0.1;

    /// <summary>Up to so many changes of sign every rate is found; beyond, a grid is searched.</summary>
    private const int ExactChangesMax = 24;

    /// <summary>Work that parting the rates may cost, in days times the square of the changes of sign; a single rate needs none.</summary>
    private const long PartingWorkMax = 4_000_000;

    private const int GridSteps = 4_000;
    private const int StepsMax = 300;

    /// <summary>e to this power is about the largest number there is.</summary>
    private const double PowerMax = 709.78;

    /// <summary>
    /// Every rate above -100 % at which the flows are worth nothing. The days may stand in any order; flows of one day are added.
    /// The zeros are parted exactly (one change of sign less at a time) and then closed in on by Newton's steps within a bracket, so that neither the guess nor the size of the rate matters.
    /// </summary>
    /// <param name="flows">The flows.</param>
    public static XirrAnswer Of(IReadOnlyList<CashFlow> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        if (flows.Count > FlowsMax)
        {
            return XirrAnswer.None(XirrProblem.TooMany);
        }

        if (flows.Any(f => !double.IsFinite(f.Amount)))
        {
            return XirrAnswer.None(XirrProblem.NotFinite);
        }

        var largest = flows.Select(f => Math.Abs(f.Amount)).DefaultIfEmpty().Max();
        if (largest == 0)
        {
            return XirrAnswer.None(XirrProblem.NoFlows);
        }

        var days = flows.GroupBy(f => f.Date.DayNumber).Select(g => (Day: g.Key, Amount: Added(g.Select(f => f.Amount)) / largest)).Where(d => d.Amount != 0).OrderBy(d => d.Day).ToList();
        if (days.Count < 2)
        {
            return XirrAnswer.None(days.Count == 0 ? XirrProblem.NoFlows : XirrProblem.OneDay);
        }

        var sum = new ExponentialSum([.. days.Select(d => (d.Day - days[0].Day) / DaysOfYear)], [.. days.Select(d => d.Amount)]);
        if (sum.SignChanges == 0)
        {
            return XirrAnswer.None(XirrProblem.OneSign);
        }

        var exact = sum.SignChanges == 1 || (sum.SignChanges <= ExactChangesMax && (long)sum.SignChanges * sum.SignChanges * days.Count <= PartingWorkMax);
        var powers = exact ? Zeros(sum) : OnGrid(sum);
        var rates = powers.Where(u => u <= PowerMax).Select(u => RateOf(u)).Distinct().Order().ToList();
        return rates.Count > 0
            ? new XirrAnswer(rates.MinBy(r => Math.Abs(r - Usual)), rates, XirrProblem.None, !exact)
            : XirrAnswer.None(powers.Count > 0 ? XirrProblem.TooLarge : XirrProblem.NoRate) with { SearchedOnGrid = !exact };
    }

    /// <summary>What the flows are worth on the first of their days at a rate: zero at an internal rate of return.</summary>
    /// <param name="flows">The flows.</param>
    /// <param name="rate">A year's rate, above -1.</param>
    public static double PresentValue(IReadOnlyList<CashFlow> flows, double rate)
    {
        ArgumentNullException.ThrowIfNull(flows);
        var first = flows.Min(f => f.Date.DayNumber);
        return flows.Sum(f => f.Amount * Math.Pow(1 + rate, (first - f.Date.DayNumber) / DaysOfYear));
    }

    private static double Added(IEnumerable<double> amounts)
    {
        // Of one day -0.1, -0.2 and 0.3 are nothing, which doubles don't see; decimals do, where they are large enough.
        var all = amounts.ToList();
        return all.Count > 1 && all.TrueForAll(a => Math.Abs(a) < 1e15) ? (double)all.Sum(a => (decimal)a) : all.Sum();
    }

    /// <summary>e^u - 1 without loss near zero. Where that is -1 in all digits it stays the next number above: money that is lost to the last part still has a rate above -1.</summary>
    private static double RateOf(double u) => u < -1 ? Math.Max(Math.Exp(u) - 1, Math.BitIncrement(-1.0)) : Math.Exp(u / 2) * 2 * Math.Sinh(u / 2);

    /// <summary>All zeros, ascending.</summary>
    private static List<double> Zeros(ExponentialSum sum)
    {
        if (sum.SignChanges == 0)
        {
            return [];
        }

        var parts = Zeros(sum.Parting());
        var zeros = new List<double>();
        for (var i = 0; i <= parts.Count; i++)
        {
            var left = i == 0 ? Outwards(sum, parts.Count > 0 ? parts[0] : 0, -1) : parts[i - 1];
            var right = i == parts.Count ? Outwards(sum, parts.Count > 0 ? parts[^1] : 0, 1) : parts[i];

            // Where the sum only touches zero its sign there is chance.
            var from = sum.Vanishes(left) ? 0 : Math.Sign(sum.At(left).Value);
            var to = sum.Vanishes(right) ? 0 : Math.Sign(sum.At(right).Value);
            if (from == 0)
            {
                Add(zeros, left);
            }

            if (to == 0)
            {
                Add(zeros, right);
            }

            if (from * to < 0)
            {
                Add(zeros, Between(sum, left, right));
            }
        }

        return zeros;
    }

    private static List<double> OnGrid(ExponentialSum sum)
    {
        // sinh spreads the points: close around no interest, far apart where rates are absurd.
        var zeros = new List<double>();
        var (left, from) = (double.NaN, 0);
        for (var i = -GridSteps / 2; i <= GridSteps / 2; i++)
        {
            var right = Math.Sinh(12.0 * i / (GridSteps / 2)) / 100;
            var to = Math.Sign(sum.At(right).Value);
            if (to == 0)
            {
                Add(zeros, right);
            }
            else if (from * to < 0)
            {
                Add(zeros, Between(sum, left, right));
            }

            (left, from) = (right, to);
        }

        return zeros;
    }

    private static void Add(List<double> zeros, double zero)
    {
        if (zeros.Count == 0 || zero > zeros[^1])
        {
            zeros.Add(zero);
        }
    }

    /// <summary>A point so far out that the sum has the sign there which it keeps beyond.</summary>
    private static double Outwards(ExponentialSum sum, double from, int way)
    {
        var sign = way > 0 ? sum.SignRight : sum.SignLeft;
        var step = 1.0;
        for (var i = 0; i < 64; i++, step *= 2)
        {
            if (Math.Sign(sum.At(from + (way * step)).Value) == sign)
            {
                return from + (way * step);
            }
        }

        return from + (way * step);
    }

    /// <summary>The zero between two points of different signs: Newton's steps, halving where they leave the bracket or are slow.</summary>
    private static double Between(ExponentialSum sum, double left, double right)
    {
        var rising = sum.At(left).Value < 0;
        var (low, high) = (left, right);
        var u = (low + high) / 2;
        var width = high - low;
        for (var i = 0; i < StepsMax; i++)
        {
            var (value, slope) = sum.At(u);
            if (value == 0)
            {
                return u;
            }

            if (value < 0 == rising)
            {
                low = u;
            }
            else
            {
                high = u;
            }

            var next = u - (value / slope);
            if (!(next > low && next < high) || (i % 3 == 2 && high - low > width / 2))
            {
                next = low + ((high - low) / 2);
            }

            if (i % 3 == 2)
            {
                width = high - low;
            }

            if (next == u || Math.Abs(next - u) <= Math.BitIncrement(Math.Abs(u)) - Math.Abs(u))
            {
                return next;
            }

            u = next;
        }

        return u;
    }
}
