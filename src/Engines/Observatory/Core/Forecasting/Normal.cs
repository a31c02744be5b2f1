namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>The normal distribution.</summary>
internal static class Normal
{
    /// <summary>The chance of not more than a score, to about 1e-13: a series near the middle, a continued fraction in the tails.</summary>
    public static double Chance(double score)
    {
        if (double.IsNaN(score) || Math.Abs(score) > 38)
        {
            return score > 0 ? 1 : 0;
        }

        var density = Math.Exp(-score * score / 2) / Math.Sqrt(2 * Math.PI);
        var far = Math.Abs(score);
        if (far < 3)
        {
            double term = far, sum = far;
            for (var k = 3; term > sum * 1e-17; k += 2)
            {
                term *= far * far / k;
                sum += term;
            }

            return 0.5 + (Math.Sign(score) * density * sum);
        }

        var fraction = 0.0;
        for (var k = 80; k > 0; k--)
        {
            fraction = k / (far + fraction);
        }

        var tail = density / (far + fraction);
        return score > 0 ? 1 - tail : tail;
    }

    /// <summary>The score of which a chance is the chance of not more: by halving, then Newton's steps.</summary>
    public static double Score(double chance)
    {
        if (chance is <= 0 or >= 1)
        {
            return chance <= 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }

        double low = -38, high = 38;
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Chance(middle) < chance ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
