namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>
/// A sparse autoregression: a value, or a change, from the last few and from those about one season ago, by least squares.
/// Which of them is chosen by the corrected Akaike criterion over the same values.
/// </summary>
internal static class SeasonalRegression
{
    private const int LongSeason = 24;

    /// <summary>Chooses the lags; what comes back fits their weights to any series and forecasts it.</summary>
    /// <param name="y">The series.</param>
    /// <param name="m">Length of the season.</param>
    /// <param name="changes">Whether changes are regressed, not values.</param>
    public static Func<double[], int, double[]> Choose(double[] y, int m, bool changes)
    {
        var choices = Choices(y.Length, m);
        var common = choices.Max(c => c.Length == 0 ? 0 : c.Max());
        int[] best = [];
        var least = double.MaxValue;
        foreach (var lags in choices)
        {
            var (criterion, _, _) = Fit(y, lags, common, changes);
            if (criterion < least)
            {
                (best, least) = (lags, criterion);
            }
        }

        return (values, steps) => Ahead(values, best, changes, steps);
    }

    /// <summary>The sets of lags that are tried.</summary>
    private static List<int[]> Choices(int n, int m)
    {
        int[] last = m > LongSeason || m == 1 ? [0, 1, 2, 3, 4, 6, 8, 13] : m < 6 ? [0, 1, 2] : [0, 1, 2, 3, 4];
        int[][] seasons = m < 2 || n < (2 * m) + 16 ? [[]]
            : m > LongSeason ? [[], [m], [m - 1, m, m + 1], [m - 2, m - 1, m, m + 1, m + 2], [m, 2 * m]]
            : [[], [m], [m, m + 1], [m - 1, m, m + 1], [m, 2 * m]];
        return
        [
            .. from season in seasons
               where season.Length == 0 || season[^1] < 2 * m || n >= (4 * m) + 22
               from k in last
               where k <= n / 4 && (m == 1 || k < m - 1)
               select (int[])[.. Enumerable.Range(1, k).Union(season)],
        ];
    }

    private static double[] Ahead(double[] y, int[] lags, bool changes, int steps)
    {
        var (_, weights, mean) = Fit(y, lags, lags.Length == 0 ? 0 : lags.Max(), changes);
        var known = changes ? y.Length - 1 : y.Length;
        var z = new double[known + steps];
        for (var t = 0; t < known; t++)
        {
            z[t] = (changes ? y[t + 1] - y[t] : y[t]) - mean;
        }

        var ahead = new double[steps];
        var at = y[^1];
        for (var h = 0; h < steps; h++)
        {
            for (var i = 0; i < weights.Length; i++)
            {
                z[known + h] += weights[i] * z[known + h - lags[i]];
            }

            ahead[h] = changes ? at += z[known + h] + mean : z[known + h] + mean;
        }

        return ahead;
    }

    /// <summary>Weights of the lags over the values from <paramref name="from"/> on; none where the values are too few.</summary>
    private static (double Criterion, double[] Weights, double Mean) Fit(double[] y, int[] lags, int from, bool changes)
    {
        var n = changes ? y.Length - 1 : y.Length;
        if (n < 1)
        {
            return (double.MaxValue, [], 0);
        }

        var z = new double[n];
        double mean = 0;
        for (var t = 0; t < n; t++)
        {
            z[t] = changes ? y[t + 1] - y[t] : y[t];
            mean += z[t] / n;
        }

        var (k, used) = (lags.Length, n - from);
        if (used < k + 8)
        {
            return (double.MaxValue, [], mean);
        }

        for (var t = 0; t < n; t++)
        {
            z[t] -= mean;
        }

        var (a, b) = (new double[k, k], new double[k]);
        for (var t = from; t < n; t++)
        {
            for (var i = 0; i < k; i++)
            {
                var x = z[t - lags[i]];
                b[i] += z[t] * x;
                for (var j = 0; j <= i; j++)
                {
                    a[i, j] += x * z[t - lags[j]];
                }
            }
        }

        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < i; j++)
            {
                a[j, i] = a[i, j];
            }
        }

        var weights = LeastSquares.Solve(a, b);
        double squares = 0;
        for (var t = from; t < n; t++)
        {
            var e = z[t];
            for (var i = 0; i < k; i++)
            {
                e -= weights[i] * z[t - lags[i]];
            }

            squares += e * e;
        }

        var free = k + 2.0;
        return ((used * Math.Log((squares / used) + 1e-300)) + (2 * free) + (2 * free * (free + 1) / (used - free - 1)), weights, mean);
    }
}
