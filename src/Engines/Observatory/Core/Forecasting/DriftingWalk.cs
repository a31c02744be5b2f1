namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>A random walk with drift from 0, of which the chances are known exactly: what simulations are checked by.</summary>
/// <param name="Drift">Change in one unit of time.</param>
/// <param name="Deviation">Standard deviation of the change in one unit of time, above 0.</param>
public readonly record struct DriftingWalk(double Drift, double Deviation)
{
    /// <summary>The chance to end at a bound or above it.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="time">When it ends.</param>
    public double EndsAtLeast(double bound, double time) => Normal.Chance(((Drift * time) - bound) / (Deviation * Math.Sqrt(time)));

    /// <summary>The chance to reach a bound above 0 at any moment before the end: the inverse Gaussian law.</summary>
    /// <param name="bound">The bound, above 0.</param>
    /// <param name="time">The end.</param>
    public double PassesBefore(double bound, double time)
    {
        var spread = Deviation * Math.Sqrt(time);
        var mirrored = Normal.Chance((-bound - (Drift * time)) / spread);
        return Normal.Chance(((Drift * time) - bound) / spread) + (mirrored > 0 ? Math.Exp((2 * Drift * bound / (Deviation * Deviation)) + Math.Log(mirrored)) : 0);
    }

    /// <summary>Paths at moments 1, 2 ... of a time cut into equal steps.</summary>
    /// <param name="time">The end.</param>
    /// <param name="steps">How many moments.</param>
    /// <param name="paths">How many paths.</param>
    /// <param name="seed">The same seed gives the same paths.</param>
    public IReadOnlyList<double[]> Paths(double time, int steps, int paths, int seed)
    {
        var draws = new Draws(seed);
        var drawn = new double[paths][];
        for (var i = 0; i < paths; i++)
        {
            drawn[i] = Path(draws, time, steps);
        }

        return drawn;
    }

    /// <summary>The share of paths that reach a bound above 0 at any moment, also between two of theirs: there the chance of a bridge decides.</summary>
    /// <param name="bound">The bound.</param>
    /// <param name="time">The end.</param>
    /// <param name="steps">How many moments.</param>
    /// <param name="paths">How many paths.</param>
    /// <param name="seed">The same seed gives the same share.</param>
    public TargetChance Passing(double bound, double time, int steps, int paths, int seed)
    {
        var draws = new Draws(seed);
        var variance = Deviation * Deviation * time / steps;
        var passed = 0;
        for (var i = 0; i < paths; i++)
        {
            var (before, there) = (0.0, false);
            foreach (var at in Path(draws, time, steps))
            {
                there = there || at >= bound || draws.Part() < Math.Exp(-2 * (bound - before) * (bound - at) / variance);
                before = at;
            }

            passed += there ? 1 : 0;
        }

        return TargetChance.Of(passed, paths);
    }

    private double[] Path(Draws draws, double time, int steps)
    {
        var (drift, spread) = (Drift * time / steps, Deviation * Math.Sqrt(time / steps));
        var path = new double[steps];
        var at = 0.0;
        for (var h = 0; h < steps; h++)
        {
            path[h] = at += drift + (spread * draws.Score());
        }

        return path;
    }
}
