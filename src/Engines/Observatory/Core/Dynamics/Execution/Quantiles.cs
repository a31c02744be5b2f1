namespace KeyEcosystem.Observatory.Core.Dynamics.Execution;

/// <summary>Quantiles of distributions.</summary>
internal static class Quantiles
{
    private static readonly double[] CentreOver = [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239];
    private static readonly double[] CentreUnder = [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01, 1];
    private static readonly double[] TailOver = [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734, 4.374664141464968, 2.938163982698783];
    private static readonly double[] TailUnder = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1];

    /// <summary>The standard normal quantile by P. J. Acklam's rational approximation, of which the relative error is below 1.2e-9.</summary>
    public static double Normal(double p)
    {
        const double Low = 0.02425;
        if (!(p > 0) || !(p < 1))
        {
            return p <= 0 ? double.NegativeInfinity : p >= 1 ? double.PositiveInfinity : double.NaN;
        }

        if (p > 0.5)
        {
            return -Normal(1 - p);
        }

        if (p < Low)
        {
            var q = Math.Sqrt(-2 * Math.Log(p));
            return Polynomial(TailOver, q) / Polynomial(TailUnder, q);
        }

        var x = p - 0.5;
        return x * Polynomial(CentreOver, x * x) / Polynomial(CentreUnder, x * x);
    }

    /// <summary>A log-normal value of which the mean and the standard deviation are given.</summary>
    public static double LogNormal(double p, double mean, double deviation)
    {
        if (!(mean > 0))
        {
            return double.NaN;
        }

        var variance = Math.Log(1 + (deviation * deviation / (mean * mean)));
        return Math.Exp(Math.Log(mean) - (variance / 2) + (Math.Sqrt(variance) * Normal(p)));
    }

    /// <summary>A triangular value: least, most likely, most.</summary>
    public static double Triangular(double p, double least, double mode, double most)
    {
        var width = most - least;
        if (!(width > 0))
        {
            return least;
        }

        var turn = (mode - least) / width;
        return p < turn ? least + Math.Sqrt(p * width * (mode - least)) : most - Math.Sqrt((1 - p) * width * (most - mode));
    }

    private static double Polynomial(double[] coefficients, double x)
    {
        var sum = 0.0;
        foreach (var coefficient in coefficients)
        {
            sum = (sum * x) + coefficient;
        }

        return sum;
    }
}
