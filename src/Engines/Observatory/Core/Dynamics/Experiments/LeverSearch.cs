using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>
/// Searches the cheapest mix of levers with which the targets are likely enough. Each lever has levels; all mixes meet the same sampled futures, so that they differ by the levers only.
/// Where all mixes may be tried, they are, by rising cost, and the first that is likely enough is the answer: exact on the levels and the sample.
/// Else the search climbs from the base by the step that brings most for its cost until the mix is likely enough, then goes down: it takes back levels, and exchanges
/// levels of one lever for one level of another, as long as that is cheaper and likely enough. That is a local optimum, and the result says that it is not exact.
/// </summary>
public static class LeverSearch
{
    /// <summary>Mixes that may be tried, at most.</summary>
    public const int MixesMost = 100_000;

    private const int LeversMax = 20;
    private const int LevelsMax = 50;
    private const int RunsMax = 10_000;

    /// <summary>The cheapest mix.</summary>
    /// <param name="model">The model.</param>
    /// <param name="spec">What is asked.</param>
    /// <param name="threads">Threads at once.</param>
    /// <param name="stop">Ends it early.</param>
    public static Result<LeverResult> Run(SystemModel model, LeverSpec spec, int threads, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(spec);
        try
        {
            Check(spec);
            var compiled = CompiledModel.Of(model, [.. spec.Levers.Select(l => l.Name), .. spec.Settings.Keys, .. spec.Parameters.Select(p => p.Name)]);
            if (!compiled.IsOk)
            {
                return compiled.Refusal;
            }

            var trials = new Trials(compiled.Value, spec, threads, stop);
            var all = spec.Levers.Aggregate(1.0, (count, l) => count * (l.Levels + 1));
            var best = all <= spec.MixesMax ? Cheapest(spec, trials) : Climb(spec, trials);
            trials.Try([new int[spec.Levers.Count]]);
            return new LeverResult([.. spec.Levers.Select(l => l.Name)], trials.Mix(new int[spec.Levers.Count]), best is null ? null : trials.Mix(best), trials.Mix(trials.Likeliest), all <= spec.MixesMax, trials.Count);
        }
        catch (ModelFaultException fault)
        {
            return fault.ToRefusal();
        }
    }

    private static void Check(LeverSpec spec)
    {
        Ensemble.Check(spec.Parameters, spec.Runs, RunsMax);
        if (spec.Levers.Count is < 1 or > LeversMax || spec.Targets.Count == 0 || !(spec.Probability > 0 && spec.Probability <= 1) || spec.MixesMax is < 1 or > MixesMost)
        {
            throw new ModelFaultException(DynamicsCodes.Experiment, $"A search needs 1 to {LeversMax} levers, a target, a probability above 0 and up to 1, and 1 to {MixesMost} mixes.", $"搜索需要 1 至 {LeversMax} 个杠杆、至少一个目标、0 至 1 之间的概率，以及 1 至 {MixesMost} 个组合。");
        }

        foreach (var lever in spec.Levers.Where(l => !double.IsFinite(l.Base) || !double.IsFinite(l.Most) || !(l.Cost >= 0) || !double.IsFinite(l.Cost) || l.Levels is < 1 or > LevelsMax))
        {
            throw new ModelFaultException(DynamicsCodes.Experiment, $"Lever \"{lever.Name}\" needs two numbers as bounds, a cost not below 0, and 1 to {LevelsMax} levels.", $"杠杆“{lever.Name}”需要两个数值界限、不小于 0 的成本和 1 至 {LevelsMax} 个级别。", 0, lever.Name);
        }
    }

    /// <summary>All mixes by rising cost, until one is likely enough.</summary>
    private static int[]? Cheapest(LeverSpec spec, Trials trials)
    {
        const int Together = 32;
        var mixes = Every(spec.Levers).OrderBy(trials.Cost).ToList();
        foreach (var some in mixes.Chunk(Together))
        {
            trials.Try(some);
            if (Array.Find(some, trials.IsEnough) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static IEnumerable<int[]> Every(IReadOnlyList<Lever> levers)
    {
        var mix = new int[levers.Count];
        while (true)
        {
            yield return (int[])mix.Clone();
            var i = levers.Count - 1;
            while (i >= 0 && mix[i] == levers[i].Levels)
            {
                mix[i--] = 0;
            }

            if (i < 0)
            {
                yield break;
            }

            mix[i]++;
        }
    }

    private static int[]? Climb(LeverSpec spec, Trials trials)
    {
        var at = new int[spec.Levers.Count];
        trials.Try([at]);
        while (!trials.IsEnough(at))
        {
            var steps = Steps(spec, at, 1).ToList();
            if (steps.Count == 0 || !trials.Try(steps))
            {
                break;
            }

            var here = at;
            at = steps.MaxBy(s => (trials.Score(s) - trials.Score(here)) / Math.Max(trials.Cost(s) - trials.Cost(here), 1e-12))!;
        }

        // What the climb did not reach, everything at once may; and of what was tried, the cheapest that is likely enough is where the way down begins.
        var top = spec.Levers.Select(l => l.Levels).ToArray();
        trials.Try([top]);
        var best = trials.CheapestEnough;
        while (best is not null)
        {
            var here = best;
            var cheaper = Steps(spec, here, -1).Concat(Exchanges(spec, here)).Where(m => trials.Cost(m) < trials.Cost(here)).ToList();
            var isOpen = trials.Try(cheaper);
            best = trials.CheapestEnough!;
            if (!isOpen || trials.Cost(best) >= trials.Cost(here))
            {
                break;
            }
        }

        return best;
    }

    private static IEnumerable<int[]> Steps(LeverSpec spec, int[] start, int by) =>
        Enumerable.Range(0, start.Length).Where(i => start[i] + by >= 0 && start[i] + by <= spec.Levers[i].Levels).Select(i => Moved(start, i, by));

    private static IEnumerable<int[]> Exchanges(LeverSpec spec, int[] start) =>
        from down in Enumerable.Range(0, start.Length)
        from less in Enumerable.Range(1, start[down])
        from up in Enumerable.Range(0, start.Length)
        where up != down && start[up] < spec.Levers[up].Levels
        select Moved(Moved(start, down, -less), up, 1);

    private static int[] Moved(int[] start, int lever, int by)
    {
        var to = (int[])start.Clone();
        to[lever] += by;
        return to;
    }
}
