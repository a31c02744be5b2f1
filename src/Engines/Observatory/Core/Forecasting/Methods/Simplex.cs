namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>Finds the least value of a function of a few numbers within bounds, by the simplex search of Nelder and Mead; deterministic.</summary>
internal static class Simplex
{
    /// <summary>The place of the least value that was found.</summary>
    /// <param name="value">The function; what is no number counts as bad beyond measure.</param>
    /// <param name="start">Where the search begins.</param>
    /// <param name="low">Lower bounds.</param>
    /// <param name="high">Upper bounds.</param>
    /// <param name="evaluationsMax">Bound of the work.</param>
    public static double[] Least(Func<double[], double> value, double[] start, double[] low, double[] high, int evaluationsMax = 250)
    {
        var k = start.Length;
        var points = new double[k + 1][];
        var values = new double[k + 1];
        for (var i = 0; i <= k; i++)
        {
            points[i] = (double[])start.Clone();
            if (i > 0)
            {
                var step = 0.15 * (high[i - 1] - low[i - 1]);
                points[i][i - 1] += points[i][i - 1] + step <= high[i - 1] ? step : -step;
            }

            values[i] = Of(value, points[i], low, high);
        }

        var used = k + 1;
        while (used < evaluationsMax)
        {
            Array.Sort(values, points);
            if (Math.Abs(values[k] - values[0]) <= 1e-8 * (Math.Abs(values[0]) + 1e-12))
            {
                break;
            }

            used += Step(value, points, values, low, high);
        }

        return points[Array.IndexOf(values, values.Min())];
    }

    /// <summary>Moves the worst corner, or all of them towards the best; tells how often the function was asked.</summary>
    private static int Step(Func<double[], double> value, double[][] points, double[] values, double[] low, double[] high)
    {
        var k = points.Length - 1;
        var centre = new double[k];
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < k; j++)
            {
                centre[j] += points[i][j] / k;
            }
        }

        var reflected = Along(centre, points[k], 1);
        var there = Of(value, reflected, low, high);
        if (there < values[0])
        {
            var further = Along(centre, points[k], 2);
            var beyond = Of(value, further, low, high);
            (points[k], values[k]) = beyond < there ? (further, beyond) : (reflected, there);
            return 2;
        }

        if (there < values[k - 1])
        {
            (points[k], values[k]) = (reflected, there);
            return 1;
        }

        var nearer = Along(centre, there < values[k] ? reflected : points[k], -0.5);
        var between = Of(value, nearer, low, high);
        if (between < Math.Min(there, values[k]))
        {
            (points[k], values[k]) = (nearer, between);
            return 2;
        }

        for (var i = 1; i <= k; i++)
        {
            points[i] = Along(points[0], points[i], -0.5);
            values[i] = Of(value, points[i], low, high);
        }

        return k + 2;
    }

    /// <summary>Centre plus a multiple of the way from the point to the centre.</summary>
    private static double[] Along(double[] centre, double[] point, double times)
    {
        var at = new double[centre.Length];
        for (var j = 0; j < at.Length; j++)
        {
            at[j] = centre[j] + (times * (centre[j] - point[j]));
        }

        return at;
    }

    private static double Of(Func<double[], double> value, double[] at, double[] low, double[] high)
    {
        for (var j = 0; j < at.Length; j++)
        {
            at[j] = Math.Clamp(at[j], low[j], high[j]);
        }

        var result = value(at);
        return double.IsFinite(result) ? result : double.MaxValue;
    }
}
