namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>Methods without anything to fit.</summary>
internal static class Simple
{
    /// <summary>The last value.</summary>
    public static double[] Naive(double[] y, int steps)
    {
        var ahead = new double[steps];
        Array.Fill(ahead, y[^1]);
        return ahead;
    }

    /// <summary>The value of the same place in the last season.</summary>
    public static double[] SeasonalNaive(double[] y, int m, int steps)
    {
        if (y.Length < m)
        {
            return Naive(y, steps);
        }

        var ahead = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            ahead[h] = y[y.Length - m + (h % m)];
        }

        return ahead;
    }

    /// <summary>The last value and the mean change on.</summary>
    public static double[] Drift(double[] y, int steps) => From(y[^1], y.Length > 1 ? (y[^1] - y[0]) / (y.Length - 1) : 0, steps);

    /// <summary>The last value and the median change on: one jump does not make a trend.</summary>
    public static double[] MedianDrift(double[] y, int steps)
    {
        if (y.Length < 2)
        {
            return Naive(y, steps);
        }

        var changes = new double[y.Length - 1];
        for (var t = 1; t < y.Length; t++)
        {
            changes[t - 1] = y[t] - y[t - 1];
        }

        return From(y[^1], Median(changes), steps);
    }

    /// <summary>The middle value; of an even number the mean of the two in the middle. Sorts what is given.</summary>
    public static double Median(Span<double> values)
    {
        values.Sort();
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    private static double[] From(double level, double change, int steps)
    {
        var ahead = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            ahead[h] = level + ((h + 1) * change);
        }

        return ahead;
    }
}
