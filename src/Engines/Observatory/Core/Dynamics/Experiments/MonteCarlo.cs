using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Runs a model many times over what is uncertain, by a Latin hypercube.</summary>
public static class MonteCarlo
{
    /// <summary>Runs at once, at most.</summary>
    public const int RunsMax = 100_000;

    /// <summary>How outputs are spread, and how often targets are reached. The same seed gives the same bits whatever the number of threads.</summary>
    /// <param name="model">The model.</param>
    /// <param name="spec">What is asked.</param>
    /// <param name="threads">Threads at once.</param>
    /// <param name="stop">Ends it early.</param>
    public static Result<MonteCarloResult> Run(SystemModel model, MonteCarloSpec spec, int threads, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(spec);
        try
        {
            return Ran(model, spec, threads, stop);
        }
        catch (ModelFaultException fault)
        {
            return fault.ToRefusal();
        }
    }

    private static Result<MonteCarloResult> Ran(SystemModel model, MonteCarloSpec spec, int threads, CancellationToken stop)
    {
        Ensemble.Check(spec.Parameters, spec.Runs, RunsMax);
        var settings = spec.Settings.ToList();
        var compiled = CompiledModel.Of(model, [.. settings.Select(s => s.Key), .. spec.Parameters.Select(p => p.Name)]);
        if (!compiled.IsOk)
        {
            return compiled.Refusal;
        }

        var columns = spec.Outputs.Concat(spec.Targets.Select(t => t.Variable)).Select(n => Ensemble.Column(compiled.Value, n)).ToList();
        var targets = spec.Targets.Select(t => new Reached(model.Specs, t)).ToList();
        var shares = LatinHypercube.Of(spec.Parameters.Count, spec.Runs, spec.Seed);
        var kept = Ensemble.Run(
            compiled.Value,
            spec.Runs,
            columns,
            (input, run) => input < settings.Count ? settings[input].Value : spec.Parameters[input - settings.Count].Distribution.Quantile(shares[input - settings.Count][run]),
            run => Draw.Key((ulong)spec.Seed, (ulong)run),
            threads,
            stop);

        var margins = targets.Select((t, i) => Enumerable.Range(0, spec.Runs).Select(r => t.Margin(kept[spec.Outputs.Count + i], r)).ToArray()).ToList();
        var chances = targets.Select((t, i) =>
        {
            var share = margins[i].Count(m => m >= 0) / (double)spec.Runs;
            return new TargetChance(t.Target, share, Math.Sqrt(share * (1 - share) / spec.Runs));
        }).ToList();
        var all = targets.Count == 0 ? 0 : Enumerable.Range(0, spec.Runs).Count(r => margins.TrueForAll(m => m[r] >= 0)) / (double)spec.Runs;
        var undefined = Enumerable.Range(0, spec.Runs).Count(r => kept.Take(spec.Outputs.Count).Any(rows => rows.Any(row => !double.IsFinite(row[r]))));
        return new MonteCarloResult([.. Enumerable.Range(0, model.Specs.Saves).Select(model.Specs.TimeOf)], Bands(spec, kept, threads, stop), chances, all, spec.Runs, spec.Seed, undefined);
    }

    private static List<OutputBand> Bands(MonteCarloSpec spec, double[][][] kept, int threads, CancellationToken stop)
    {
        double[] Wanted = [0.05, 0.25, 0.5, 0.75, 0.95];
        var bands = new List<OutputBand>();
        for (var o = 0; o < spec.Outputs.Count; o++)
        {
            var rows = kept[o];
            var mean = new double[rows.Length];
            var quantiles = Wanted.Select(_ => new double[rows.Length]).ToArray();
            Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = stop }, row =>
            {
                // A copy: targets read the runs in their own order.
                var sorted = (double[])rows[row].Clone();
                mean[row] = sorted.Sum() / sorted.Length;
                Array.Sort(sorted);
                for (var q = 0; q < Wanted.Length; q++)
                {
                    quantiles[q][row] = At(sorted, Wanted[q]);
                }
            });
            bands.Add(new OutputBand(spec.Outputs[o], mean, quantiles[0], quantiles[1], quantiles[2], quantiles[3], quantiles[4]));
        }

        return bands;
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((sorted[below + 1] - sorted[below]) * (place - below)) : sorted[below];
    }
}
