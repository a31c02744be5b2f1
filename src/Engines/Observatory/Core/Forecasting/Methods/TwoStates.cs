namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>
/// A linear model of two hidden numbers x: y = w x + e, then x = F x + g e. Single, Holt's, damped and complex exponential smoothing are all of this form.
/// Its errors are linear in the first x, which is therefore solved for exactly and not searched.
/// </summary>
/// <param name="W1">Weight of the first number in the value.</param>
/// <param name="W2">Weight of the second.</param>
/// <param name="F11">From the first to the first.</param>
/// <param name="F12">From the second to the first.</param>
/// <param name="F21">From the first to the second.</param>
/// <param name="F22">From the second to the second.</param>
/// <param name="G1">What of an error goes to the first.</param>
/// <param name="G2">What of an error goes to the second.</param>
internal readonly record struct TwoStates(double W1, double W2, double F11, double F12, double F21, double F22, double G1, double G2)
{
    /// <summary>Single exponential smoothing.</summary>
    public static TwoStates Single(double alpha) => new(1, 0, 1, 0, 0, 0, alpha, 0);

    /// <summary>Holt's trend, damped below phi = 1.</summary>
    public static TwoStates Trend(double alpha, double beta, double phi) => new(1, phi, 1, phi, 0, phi, alpha, beta);

    /// <summary>Complex exponential smoothing of the smoothing parameter a + ib.</summary>
    public static TwoStates Complex(double a, double b) => new(1, 0, 1, -(1 - b), 1, 1 - a, a - b, a + b);

    /// <summary>Whether what was long ago is forgotten: both roots of F - g w lie inside the unit circle.</summary>
    public bool Forgets
    {
        get
        {
            var (d11, d12, d21, d22) = (F11 - (G1 * W1), F12 - (G1 * W2), F21 - (G2 * W1), F22 - (G2 * W2));
            var (trace, det) = (d11 + d22, (d11 * d22) - (d12 * d21));
            return Math.Abs(det) < 1 && Math.Abs(trace) < 1 + det;
        }
    }

    /// <summary>Fits the first state; gives the sum of squared errors and the last state.</summary>
    public (double Sse, double X1, double X2) Fit(ReadOnlySpan<double> y)
    {
        // Three runs at once: from zero with the values, and what the first state alone would do without them.
        double a1 = 0, a2 = 0, p1 = 1, p2 = 0, q1 = 0, q2 = 1;
        double pp = 0, pq = 0, qq = 0, pe = 0, qe = 0, ee = 0;
        foreach (var value in y)
        {
            var e = value - (W1 * a1) - (W2 * a2);
            var p = (W1 * p1) + (W2 * p2);
            var q = (W1 * q1) + (W2 * q2);
            pp += p * p;
            pq += p * q;
            qq += q * q;
            pe += p * e;
            qe += q * e;
            ee += e * e;
            (a1, a2) = ((F11 * a1) + (F12 * a2) + (G1 * e), (F21 * a1) + (F22 * a2) + (G2 * e));
            (p1, p2) = ((F11 * p1) + (F12 * p2) - (G1 * p), (F21 * p1) + (F22 * p2) - (G2 * p));
            (q1, q2) = ((F11 * q1) + (F12 * q2) - (G1 * q), (F21 * q1) + (F22 * q2) - (G2 * q));
        }

        var (x, z) = Solve(pp, pq, qq, pe, qe);
        var sse = ee - (x * pe) - (z * qe);
        return (Math.Max(sse, 0), a1 + (x * p1) + (z * q1), a2 + (x * p2) + (z * q2));
    }

    /// <summary>The values ahead of a state.</summary>
    public double[] Ahead(double x1, double x2, int steps)
    {
        var ahead = new double[steps];
        for (var h = 0; h < steps; h++)
        {
            ahead[h] = (W1 * x1) + (W2 * x2);
            (x1, x2) = ((F11 * x1) + (F12 * x2), (F21 * x1) + (F22 * x2));
        }

        return ahead;
    }

    /// <summary>Two normal equations; where the second says nothing of its own, the first alone.</summary>
    private static (double X, double Z) Solve(double pp, double pq, double qq, double pe, double qe)
    {
        var det = (pp * qq) - (pq * pq);
        return det > 1e-10 * pp * qq ? (((pe * qq) - (qe * pq)) / det, ((qe * pp) - (pe * pq)) / det)
            : pp > 0 ? (pe / pp, 0)
            : (0, 0);
    }
}
