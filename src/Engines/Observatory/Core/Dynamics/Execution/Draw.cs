using KeyEcosystem.Observatory.Core.Dynamics.Equations;

namespace KeyEcosystem.Observatory.Core.Dynamics.Execution;

/// <summary>Random numbers by counting: the number of a stream at a step depends on nothing else, so neither order nor threads matter.</summary>
internal static class Draw
{
    private const double NormalFrom = 500;

    /// <summary>The key of a stream.</summary>
    public static ulong Key(ulong seed, ulong stream) => Mixed(Mixed(seed + 0x9E3779B97F4A7C15UL) ^ (stream * 0xD1342543DE82EF95UL));

    /// <summary>Above 0, below 1.</summary>
    public static double Uniform(ulong key, ulong counter) => ((Mixed(key + (counter * 0x9E3779B97F4A7C15UL)) >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>A value of a distribution with its parameters, from one uniform number.</summary>
    public static double Of(Op op, double u, double a, double b, double c) => op switch
    {
        Op.Uniform => a + ((b - a) * u),
        Op.Normal => a + (b * Quantiles.Normal(u)),
        Op.LogNormal => Quantiles.LogNormal(u, a, b),
        Op.Exponential => -a * Math.Log(1 - u),
        Op.Poisson => Poisson(u, a),
        Op.Triangular => Quantiles.Triangular(u, a, b, c),
        Op.Weibull => b * Math.Pow(-Math.Log(1 - u), 1 / a),
        Op.Geometric => Math.Ceiling(Math.Log(1 - u) / Math.Log(1 - a)),
        Op.Binomial => Binomial(u, a, b),
        Op.Logistic => a + (b * Math.Log(u / (1 - u))),
        _ => double.NaN,
    };

    private static double Poisson(double u, double mean)
    {
        if (!(mean > 0) || mean > NormalFrom)
        {
            return mean > NormalFrom ? Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * Quantiles.Normal(u)))) : 0;
        }

        var (chance, count) = (Math.Exp(-mean), 0);
        for (var sum = chance; u > sum && count < 10 * NormalFrom; sum += chance)
        {
            chance *= mean / ++count;
        }

        return count;
    }

    private static double Binomial(double u, double trials, double p)
    {
        var n = Math.Floor(trials);
        if (!(n > 0) || !(p > 0) || p >= 1)
        {
            return p >= 1 ? n : 0;
        }

        if (n > NormalFrom)
        {
            return Math.Clamp(Math.Round((n * p) + (Math.Sqrt(n * p * (1 - p)) * Quantiles.Normal(u))), 0, n);
        }

        var (chance, count) = (Math.Pow(1 - p, n), 0);
        for (var sum = chance; u > sum && count < n; sum += chance)
        {
            chance *= (n - count) / (count + 1) * (p / (1 - p));
            count++;
        }

        return count;
    }

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
