namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>Exponential smoothing of a series without season, fitted by least squares of the errors one step ahead.</summary>
internal static class Smoothing
{
    private const double Least = 0.0001;
    private const double Most = 0.9999;

    /// <summary>Single exponential smoothing: a level.</summary>
    public static double[] Single(double[] y, int steps)
    {
        var alpha = SingleAlpha(y);
        var model = TwoStates.Single(alpha);
        var (_, x1, x2) = model.Fit(y);
        return model.Ahead(x1, x2, steps);
    }

    /// <summary>The smoothing parameter of least squares: a coarse look over the whole range, then the golden section.</summary>
    public static double SingleAlpha(double[] y)
    {
        var best = 0.5;
        var least = double.MaxValue;
        for (var i = 0; i <= 20; i++)
        {
            var alpha = Math.Clamp(i / 20.0, Least, Most);
            var sse = TwoStates.Single(alpha).Fit(y).Sse;
            if (sse < least)
            {
                (best, least) = (alpha, sse);
            }
        }

        var (low, high) = (Math.Max(Least, best - 0.05), Math.Min(Most, best + 0.05));
        var golden = (Math.Sqrt(5) - 1) / 2;
        for (var i = 0; i < 14; i++)
        {
            var (a, b) = (high - (golden * (high - low)), low + (golden * (high - low)));
            if (TwoStates.Single(a).Fit(y).Sse <= TwoStates.Single(b).Fit(y).Sse)
            {
                high = b;
            }
            else
            {
                low = a;
            }
        }

        return (low + high) / 2;
    }

    /// <summary>Holt's linear trend.</summary>
    public static double[] Holt(double[] y, int steps) => Fitted(y, steps, p => TwoStates.Trend(p[0], p[0] * p[1], 1), [0.5, 0.1], [Least, Least], [Most, Most]);

    /// <summary>Holt's trend that fades, by 0.8 to 0.98 a step.</summary>
    public static double[] Damped(double[] y, int steps) => Fitted(y, steps, p => TwoStates.Trend(p[0], p[0] * p[1], p[2]), [0.5, 0.1, 0.9], [Least, Least, 0.8], [Most, Most, 0.98]);

    /// <summary>The mean of the three.</summary>
    public static double[] Mean(double[] y, int steps)
    {
        var (single, holt, damped) = (Single(y, steps), Holt(y, steps), Damped(y, steps));
        return [.. single.Select((s, h) => (s + holt[h] + damped[h]) / 3)];
    }

    /// <summary>Complex exponential smoothing.</summary>
    public static double[] Complex(double[] y, int steps) => Fitted(y, steps, p => TwoStates.Complex(p[0], p[1]), [1.3, 1], [0.01, 0.01], [2.5, 2]);

    private static double[] Fitted(double[] y, int steps, Func<double[], TwoStates> model, double[] start, double[] low, double[] high)
    {
        var best = Simplex.Least(p => model(p) is { Forgets: true } m ? m.Fit(y).Sse : double.MaxValue, start, low, high);
        var fitted = model(best);
        var (_, x1, x2) = fitted.Fit(y);
        return fitted.Ahead(x1, x2, steps);
    }
}
