namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>Numbers by chance from a seed, the same on every machine: SplitMix64, whose neighbouring seeds have nothing in common.</summary>
/// <param name="seed">The seed.</param>
internal sealed class Draws(int seed)
{
    private ulong state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL);
    private double? kept;

    /// <summary>From 0 up to but not 1, each as likely.</summary>
    public double Part()
    {
        state = unchecked(state + 0x9E3779B97F4A7C15UL);
        var z = state;
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>A normal score, by the method of Box and Muller.</summary>
    public double Score()
    {
        if (kept is { } score)
        {
            kept = null;
            return score;
        }

        var (radius, angle) = (Math.Sqrt(-2 * Math.Log(1 - Part())), 2 * Math.PI * Part());
        kept = radius * Math.Sin(angle);
        return radius * Math.Cos(angle);
    }
}
