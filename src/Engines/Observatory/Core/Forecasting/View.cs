using KeyEcosystem.Observatory.Core.Forecasting.Methods;

namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>A series in one scale with the methods that fit it: forecasts from any moment of it, and the size that their errors will have.</summary>
internal sealed class View
{
    private const int MomentsMax = 12;

    // Of so few values the size is seen too small: factors by which the last two and three values of the yearly series of M3 and tourism have honest intervals.
    private const double OfTwo = 5;
    private const double OfThree = 2.4;
    private readonly double[] y;
    private readonly int m;
    private readonly Member[] members;

    /// <summary>Chooses the methods.</summary>
    /// <param name="space">The scale.</param>
    /// <param name="values">The history.</param>
    /// <param name="m">Values in a season.</param>
    /// <param name="method">The method that is asked for.</param>
    /// <param name="steps">Steps ahead.</param>
    public View(Space space, double[] values, int m, ForecastMethod method, int steps)
    {
        Space = space;
        y = [.. values.Select(space.There)];
        this.m = m;
        ForecastMethod[] chosen = method == ForecastMethod.Combination ? Roster.Of(y.Length, m) : [method];
        members = [.. chosen.Select(c => Roster.Choose(c, y, m))];
        (Centres, Sizes, _) = From(y, steps);
        Past = [.. Moments(steps).Select(known => At(known, Math.Min(steps, y.Length - known)))];
    }

    /// <summary>The scale.</summary>
    public Space Space { get; }

    /// <summary>The members of the combination.</summary>
    public IEnumerable<ForecastMethod> Members => members.Select(c => c.Method);

    /// <summary>The middle at each step.</summary>
    public double[] Centres { get; }

    /// <summary>How large errors are to be at each step.</summary>
    public double[] Sizes { get; }

    /// <summary>What was forecast at past moments, the latest first.</summary>
    public PastMoment[] Past { get; }

    /// <summary>The moments at which the methods are tried: evenly over the last two horizons, each with enough values before it.</summary>
    private IEnumerable<int> Moments(int steps)
    {
        var n = y.Length;
        var least = m > Roster.LongSeason && n >= (2 * m) + 16 ? Math.Max(n / 2, Math.Min(n - 13, (2 * m) + 16))
            : m > 1 && n >= (3 * m) + 6 ? 3 * m
            : Math.Max(5, Math.Min(7, n / 2));
        var first = Math.Max(least, n - (2 * steps));
        var count = Math.Min(MomentsMax, n - first);
        for (var i = 0; i < count; i++)
        {
            yield return n - 1 - (count == 1 ? 0 : i * (n - 1 - first) / (count - 1));
        }
    }

    private PastMoment At(int known, int steps)
    {
        var (centres, sizes, all) = From(y[..known], steps);
        var errors = new double[steps];
        var off = new double[members.Length + 1][];
        for (var k = 0; k <= members.Length; k++)
        {
            off[k] = new double[steps];
        }

        for (var h = 0; h < steps; h++)
        {
            var came = y[known + h];
            errors[h] = came - centres[h];
            for (var k = 0; k < members.Length; k++)
            {
                off[k][h] = Math.Abs(came - all[k][h]);
            }

            off[^1][h] = Math.Abs(came - y[known - 1]);
        }

        return new PastMoment(known, errors, sizes, off);
    }

    /// <summary>The middle, the size of errors, and what each member says.</summary>
    private (double[] Centres, double[] Sizes, double[][] All) From(double[] known, int steps)
    {
        var all = new double[members.Length][];
        for (var k = 0; k < members.Length; k++)
        {
            all[k] = members[k].Forecast(known, steps);
        }

        var basis = Basis(known);
        var (centres, sizes) = (new double[steps], new double[steps]);
        var at = new double[members.Length];
        for (var h = 0; h < steps; h++)
        {
            for (var k = 0; k < at.Length; k++)
            {
                at[k] = double.IsFinite(all[k][h]) ? all[k][h] : known[^1];
            }

            centres[h] = Simple.Median(at);
            sizes[h] = basis + (at.Length > 3 ? (at[^2] - at[1]) / 2 : 0);
        }

        return (centres, sizes, all);
    }

    /// <summary>
    /// The part of an error's size that all steps share: the root of the mean squared error of single smoothing one step ahead, and half of the mean absolute change over a season.
    /// What the members disagree about is added to it. The weights are round on purpose: errors are scaled by quantiles afterwards.
    /// </summary>
    private double Basis(double[] known)
    {
        var rest = Seasons.Rest(known, m);
        var error = Math.Sqrt(TwoStates.Single(Smoothing.SingleAlpha(rest)).Fit(rest).Sse / known.Length);
        var lag = m is > 1 and <= Roster.LongSeason && known.Length > m ? m : 1;
        double change = 0;
        for (var t = lag; t < known.Length; t++)
        {
            change += Math.Abs(known[t] - known[t - lag]) / (known.Length - lag);
        }

        return (error + (change / 2)) * (known.Length == 2 ? OfTwo : known.Length == 3 ? OfThree : 1);
    }
}
