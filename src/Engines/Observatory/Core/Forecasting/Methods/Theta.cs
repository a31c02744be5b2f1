namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>The theta method on a series without season: half of the straight trend, and the smoothed level of the series with its curvature changed.</summary>
internal static class Theta
{
    /// <summary>Classic: the mean of the straight line and of the smoothed line of theta 2.</summary>
    public static double[] Classic(double[] y, int steps)
    {
        var (intercept, slope) = Line(y);
        var bent = new double[y.Length];
        for (var t = 0; t < y.Length; t++)
        {
            bent[t] = (2 * y[t]) - (intercept + (slope * t));
        }

        var level = Smoothing.Single(bent, steps);
        return [.. level.Select((l, h) => (l + intercept + (slope * (y.Length + h))) / 2)];
    }

    /// <summary>Dynamic and optimised: the trend is learned as the values come, theta and the smoothing by least squares.</summary>
    public static double[] Dynamic(double[] y, int steps)
    {
        var best = Simplex.Least(p => Run(y, p[0], 1 + (p[1] / (1 - p[1])), 0).Sse, [0.5, 0.5], [0.01, 0], [0.99, 0.95]);
        return Run(y, best[0], 1 + (best[1] / (1 - best[1])), steps).Ahead;
    }

    /// <summary>The line of least squares over 0, 1, 2 ...</summary>
    public static (double Intercept, double Slope) Line(ReadOnlySpan<double> y)
    {
        double n = y.Length, mean = 0, cross = 0;
        var centre = (n - 1) / 2;
        for (var t = 0; t < y.Length; t++)
        {
            mean += y[t] / n;
            cross += (t - centre) * y[t];
        }

        var slope = n > 1 ? cross / (n * ((n * n) - 1) / 12) : 0;
        return (mean - (slope * centre), slope);
    }

    /// <summary>One pass. The first level is solved for: the errors are linear in it.</summary>
    private static (double Sse, double[] Ahead) Run(double[] y, double alpha, double theta, int steps)
    {
        // Two runs at once: the first level 0, and what a first level of 1 adds.
        double level = 0, unit = 1, mean = 0, slope = 0, intercept = 0, decay = 1, ee = 0, ue = 0, uu = 0;
        for (var t = 1; t <= y.Length; t++)
        {
            var trend = (1 - (1 / theta)) * ((decay * intercept) + ((1 - (decay * (1 - alpha))) / alpha * slope));
            if (t > 1)
            {
                var e = y[t - 1] - level - trend;
                ee += e * e;
                ue += unit * e;
                uu += unit * unit;
            }

            Take(y[t - 1], t);
        }

        var first = uu > 0 ? ue / uu : 0;
        var ahead = new double[steps];
        level += first * unit;
        for (var h = 0; h < steps; h++)
        {
            var t = y.Length + 1 + h;
            ahead[h] = level + ((1 - (1 / theta)) * ((decay * intercept) + ((1 - (decay * (1 - alpha))) / alpha * slope)));
            Take(ahead[h], t);
        }

        return (Math.Max(0, ee - (first * ue)), ahead);

        void Take(double value, int t)
        {
            level = (alpha * value) + ((1 - alpha) * level);
            unit *= 1 - alpha;
            decay *= 1 - alpha;
            var before = mean;
            mean = (((t - 1) * mean) + value) / t;
            slope = t == 1 ? 0 : (((t - 2) * slope) + (6 * (value - before) / t)) / (t + 1);
            intercept = mean - (slope * (t + 1) / 2);
        }
    }
}
