namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>
/// Small autoregressive moving-average models of a series, of its changes, or of the changes of its changes, fitted by conditional least squares;
/// the order is chosen by the corrected Akaike criterion, how often to take changes by the test of Kwiatkowski and others at 5 %.
/// </summary>
internal static class Arima
{
    private const int OrderMax = 2;
    private const double Tiny = 1e-300;
    private const double Critical = 0.463;

    /// <summary>Chooses the best order; what comes back fits it to any series and forecasts that.</summary>
    /// <param name="y">The series.</param>
    public static Func<double[], int, double[]> Choose(double[] y)
    {
        var (rest, taken) = (y, 0);
        while (taken < 2 && rest.Length > 5 && !Steady(rest))
        {
            rest = Changes(rest);
            taken++;
        }

        (double Criterion, int P, int Q, bool Mean)? best = null;
        for (var p = 0; p <= OrderMax; p++)
        {
            for (var q = 0; q <= OrderMax; q++)
            {
                foreach (var mean in taken < 2 ? (bool[])[true, false] : [false])
                {
                    var free = p + q + (mean ? 1 : 0) + 1;
                    if (rest.Length > free + 3 && (taken > 0 || mean))
                    {
                        var (criterion, _) = Fit(rest, p, q, mean, 0);
                        best = best is null || criterion < best.Value.Criterion ? (criterion, p, q, mean) : best;
                    }
                }
            }
        }

        return (values, steps) => best is { } b && values.Length - taken > b.P + b.Q + 3 ? Ahead(values, taken, b.P, b.Q, b.Mean, steps) : Simple.Naive(values, steps);
    }

    private static double[] Ahead(double[] y, int taken, int p, int q, bool mean, int steps)
    {
        var rest = y;
        for (var i = 0; i < taken; i++)
        {
            rest = Changes(rest);
        }

        var (_, ahead) = Fit(rest, p, q, mean, steps);
        for (; taken > 0; taken--)
        {
            var at = taken == 2 ? y[^1] - y[^2] : y[^1];
            for (var h = 0; h < steps; h++)
            {
                ahead[h] = at += ahead[h];
            }
        }

        return ahead;
    }

    private static (double Criterion, double[] Ahead) Fit(double[] w, int p, int q, bool mean, int steps)
    {
        var free = p + q + (mean ? 1 : 0) + 1;
        var centre = mean ? Seasons.Mean(w) : 0;
        var scale = Math.Sqrt(w.Sum(v => (v - centre) * (v - centre)) / w.Length);
        var k = p + q + (mean ? 1 : 0);
        var residuals = new double[w.Length];
        double[] best = [];
        if (k > 0)
        {
            double[] start = new double[k], low = new double[k], high = new double[k];
            Array.Fill(low, -0.99);
            Array.Fill(high, 0.99);
            if (mean)
            {
                (start[^1], low[^1], high[^1]) = (centre, centre - (2 * scale), centre + (2 * scale));
            }

            best = Simplex.Least(x => Squares(w, x, p, q, mean, residuals), start, low, high, 50 * k);
        }

        double n = w.Length;
        var squares = Squares(w, best, p, q, mean, residuals);
        var criterion = (n * Math.Log(Math.Max(squares, Tiny))) + (2 * free) + (2.0 * free * (free + 1) / (n - free - 1));
        return (criterion, Ahead(w, best, p, q, mean, residuals, steps));
    }

    private static double[] Ahead(double[] w, double[] x, int p, int q, bool mean, double[] residuals, int steps)
    {
        var (ar, ma, mu) = Weights(x, p, q, mean);
        var values = new double[w.Length + steps];
        w.CopyTo(values, 0);
        for (var t = w.Length; t < values.Length; t++)
        {
            values[t] = mu;
            for (var i = 1; i <= p && t >= i; i++)
            {
                values[t] += ar[i - 1] * (values[t - i] - mu);
            }

            for (var j = 1; j <= q; j++)
            {
                values[t] += t - j >= 0 && t - j < w.Length ? ma[j - 1] * residuals[t - j] : 0;
            }
        }

        return values[w.Length..];
    }

    private static double Squares(double[] w, double[] x, int p, int q, bool mean, double[] residuals)
    {
        var (ar, ma, mu) = Weights(x, p, q, mean);
        double sum = 0;
        for (var t = 0; t < w.Length; t++)
        {
            var e = w[t] - mu;
            for (var i = 1; i <= p && t >= i; i++)
            {
                e -= ar[i - 1] * (w[t - i] - mu);
            }

            for (var j = 1; j <= q && t >= j; j++)
            {
                e -= ma[j - 1] * residuals[t - j];
            }

            residuals[t] = e;
            sum += e * e;
        }

        return sum;
    }

    /// <summary>Every choice within -1 and 1 is a model that neither explodes nor forgets its errors never: partial autocorrelations are searched, not weights.</summary>
    private static (double[] Ar, double[] Ma, double Mean) Weights(double[] x, int p, int q, bool mean)
    {
        double[] ar = [.. x[..p]], ma = [.. x[p..(p + q)]];
        if (p == 2)
        {
            ar[0] *= 1 - ar[1];
        }

        if (q == 2)
        {
            ma[0] *= 1 + ma[1];
        }

        return (ar, ma, mean ? x[^1] : 0);
    }

    /// <summary>Whether a series stays about one level.</summary>
    private static bool Steady(double[] y)
    {
        double n = y.Length, mean = Seasons.Mean(y), sum = 0, squares = 0;
        var lags = (int)Math.Floor(4 * Math.Pow(n / 100, 0.25));
        for (var t = 0; t < y.Length; t++)
        {
            sum += y[t] - mean;
            squares += sum * sum;
        }

        double variance = 0;
        for (var lag = 0; lag <= lags; lag++)
        {
            double s = 0;
            for (var t = lag; t < y.Length; t++)
            {
                s += (y[t] - mean) * (y[t - lag] - mean);
            }

            variance += lag == 0 ? s / n : 2 * (1 - (lag / (lags + 1.0))) * s / n;
        }

        return variance <= 0 || squares / (n * n * variance) < Critical;
    }

    private static double[] Changes(double[] y)
    {
        var changes = new double[y.Length - 1];
        for (var t = 1; t < y.Length; t++)
        {
            changes[t - 1] = y[t] - y[t - 1];
        }

        return changes;
    }
}
