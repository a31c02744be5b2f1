namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>The season of a series: whether it has one, by the rule of the M4 competition, and its figures by classical decomposition.</summary>
internal static class Seasons
{
    /// <summary>Whether the autocorrelation at a season's length is beyond what chance gives in one of ten series; never below three seasons.</summary>
    public static bool Has(ReadOnlySpan<double> y, int m)
    {
        if (m < 2 || y.Length < 3 * m)
        {
            return false;
        }

        var mean = Mean(y);
        double variance = 0;
        foreach (var v in y)
        {
            variance += (v - mean) * (v - mean);
        }

        double squares = 0, last = 0;
        for (var lag = 1; lag <= m; lag++)
        {
            double sum = 0;
            for (var t = lag; t < y.Length; t++)
            {
                sum += (y[t] - mean) * (y[t - lag] - mean);
            }

            last = variance > 0 ? sum / variance : 0;
            squares += lag < m ? last * last : 0;
        }

        return Math.Abs(last) > 1.645 * Math.Sqrt((1 + (2 * squares)) / y.Length);
    }

    /// <summary>A figure for each place in the season: factors about 1 of a series above zero, else differences about 0.</summary>
    public static double[] Figures(ReadOnlySpan<double> y, int m, bool factors)
    {
        var sums = new double[m];
        var counts = new int[m];
        var half = m / 2;
        for (var t = half; t < y.Length - half; t++)
        {
            // The mean of a whole season about t; of an even one the two ends count half.
            double trend = 0;
            if (m % 2 == 1)
            {
                for (var k = -half; k <= half; k++)
                {
                    trend += y[t + k];
                }
            }
            else
            {
                trend = (y[t - half] + y[t + half]) / 2;
                for (var k = 1 - half; k < half; k++)
                {
                    trend += y[t + k];
                }
            }

            trend /= m;
            sums[t % m] += factors ? y[t] / trend : y[t] - trend;
            counts[t % m]++;
        }

        double total = 0;
        for (var i = 0; i < m; i++)
        {
            sums[i] = counts[i] > 0 ? sums[i] / counts[i] : factors ? 1 : 0;
            total += sums[i] / m;
        }

        for (var i = 0; i < m; i++)
        {
            sums[i] = factors ? sums[i] / total : sums[i] - total;
        }

        return sums;
    }

    /// <summary>Takes the season out, has the rest forecast, and puts the season on again.</summary>
    public static double[] Around(double[] y, int m, int steps, Func<double[], int, double[]> method)
    {
        if (Taken(y, m) is not { } taken)
        {
            return method(y, steps);
        }

        var ahead = method(taken.Plain, steps);
        for (var h = 0; h < steps; h++)
        {
            var figure = taken.Figures[(y.Length + h) % m];
            ahead[h] = taken.Factors ? ahead[h] * figure : ahead[h] + figure;
        }

        return ahead;
    }

    /// <summary>The series without its season.</summary>
    public static double[] Rest(double[] y, int m) => Taken(y, m)?.Plain ?? y;

    /// <summary>The season and the rest; null where there is none. A long season is taken without a test, but smoothed: each of its figures is seen a few times only.</summary>
    private static (double[] Figures, bool Factors, double[] Plain)? Taken(double[] y, int m)
    {
        var isLong = m > Roster.LongSeason;
        if (isLong ? y.Length < (2 * m) + 10 : !Has(y, m))
        {
            return null;
        }

        var factors = y.Min() > 0;
        var figures = Figures(y, m, factors);
        if (isLong)
        {
            var raw = figures;
            figures = [.. raw.Select((f, i) => (raw[(i + m - 1) % m] + (2 * f) + raw[(i + 1) % m]) / 4)];
        }

        var rest = new double[y.Length];
        for (var t = 0; t < y.Length; t++)
        {
            rest[t] = factors ? y[t] / figures[t % m] : y[t] - figures[t % m];
        }

        return (figures, factors, rest);
    }

    /// <summary>The mean.</summary>
    public static double Mean(ReadOnlySpan<double> y)
    {
        double sum = 0;
        foreach (var v in y)
        {
            sum += v;
        }

        return sum / y.Length;
    }
}
