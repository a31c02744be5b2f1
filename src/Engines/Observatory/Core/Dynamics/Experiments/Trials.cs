using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Mixes of levers that were tried, each on the same futures.</summary>
internal sealed class Trials
{
    private readonly CompiledModel model;
    private readonly LeverSpec spec;
    private readonly int threads;
    private readonly CancellationToken stop;
    private readonly double[][] futures;
    private readonly List<double> settings;
    private readonly List<Reached> targets;
    private readonly List<int> columns;
    private readonly Dictionary<string, (int[] Mix, double Probability, double Score)> tried = new(StringComparer.Ordinal);

    public Trials(CompiledModel model, LeverSpec spec, int threads, CancellationToken stop)
    {
        (this.model, this.spec, this.threads, this.stop) = (model, spec, threads, stop);
        settings = [.. spec.Settings.Values];
        targets = [.. spec.Targets.Select(t => new Reached(model.Model.Specs, t))];
        columns = [.. spec.Targets.Select(t => Ensemble.Column(model, t.Variable))];
        var shares = LatinHypercube.Of(spec.Parameters.Count, spec.Runs, spec.Seed);
        futures = [.. spec.Parameters.Select((p, i) => Array.ConvertAll(shares[i], p.Distribution.Quantile))];
    }

    public int Count => tried.Count;

    /// <summary>The mix with the highest probability; of several the cheapest.</summary>
    public int[] Likeliest => tried.Values.OrderByDescending(t => t.Probability).ThenBy(t => Cost(t.Mix)).First().Mix;

    public int[]? CheapestEnough => tried.Values.Where(t => t.Probability >= spec.Probability).OrderBy(t => Cost(t.Mix)).ThenByDescending(t => t.Probability).Select(t => t.Mix).FirstOrDefault();

    public double Cost(int[] mix) => mix.Select((level, i) => spec.Levers[i].CostOf(level)).Sum();

    public bool IsEnough(int[] mix) => tried[Key(mix)].Probability >= spec.Probability;

    /// <summary>Probability, and where that is the same, how far runs are from the targets.</summary>
    public double Score(int[] mix) => tried[Key(mix)].Score;

    public LeverMix Mix(int[] mix) => new([.. mix.Select((level, i) => spec.Levers[i].Value(level))], Cost(mix), tried[Key(mix)].Probability);

    /// <summary>Tries mixes that were not tried; false where no more may be.</summary>
    public bool Try(IReadOnlyList<int[]> mixes)
    {
        var left = mixes.DistinctBy(Key).Where(m => !tried.ContainsKey(Key(m))).ToList();
        var isOpen = tried.Count + left.Count <= spec.MixesMax + 2;
        if (!isOpen && tried.Count > 0)
        {
            // Those that are known count; the rest is as good as the base.
            foreach (var mix in left)
            {
                tried[Key(mix)] = (mix, 0, double.NegativeInfinity);
            }

            return false;
        }

        var together = (int)Math.Clamp(Ensemble.ValuesMax / ((long)spec.Runs * model.Model.Specs.Saves * columns.Count), 1, 256);
        foreach (var some in left.Chunk(together))
        {
            Evaluate(some);
        }

        return true;
    }

    private static string Key(int[] mix) => string.Join(',', mix);

    private void Evaluate(int[][] mixes)
    {
        var runs = spec.Runs;
        var kept = Ensemble.Run(
            model,
            mixes.Length * runs,
            columns,
            (input, run) => input < spec.Levers.Count ? spec.Levers[input].Value(mixes[run / runs][input])
                : input < spec.Levers.Count + settings.Count ? settings[input - spec.Levers.Count]
                : futures[input - spec.Levers.Count - settings.Count][run % runs],
            run => Draw.Key((ulong)spec.Seed, (ulong)(run % runs)),
            threads,
            stop);
        for (var m = 0; m < mixes.Length; m++)
        {
            var (reached, missed) = (0, 0.0);
            for (var run = m * runs; run < (m + 1) * runs; run++)
            {
                var all = true;
                for (var t = 0; t < targets.Count; t++)
                {
                    var margin = targets[t].Margin(kept[t], run);
                    all &= margin >= 0;
                    missed += Math.Clamp(margin, -1, 0);
                }

                reached += all ? 1 : 0;
            }

            tried[Key(mixes[m])] = (mixes[m], reached / (double)runs, (reached + (0.5 * missed / targets.Count)) / runs);
        }
    }
}
