using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Bench.Forecasting;

/// <summary>Whether probabilities are honest: targets about the last value, stated by the engine before, held against what came.</summary>
internal static class Chances
{
    private const int Paths = 2000;

    /// <summary>Scores each set; tells whether every one is better than its base rate with deciles within ten points.</summary>
    public static void Run(string data)
    {
        var everything = new List<(double P, bool Came, string Kind)>();
        foreach (var (name, file) in Series.Sets)
        {
            foreach (var group in Series.Read(Path.Combine(data, file)).GroupBy(s => (s.Period, s.M)))
            {
                Series[] all = [.. group];
                var studies = Series.Studies(all);
                var pool = ErrorPool.Of(studies);
                var asked = new List<(double P, bool Came, string Kind)>[all.Length];
                Parallel.For(0, all.Length, i => asked[i] = Asked(all[i], studies[i].Forecast(pool), i));
                List<(double P, bool Came, string Kind)> stated = [.. asked.SelectMany(a => a)];
                everything.AddRange(stated);
                Say($"{name} {group.Key.Period}", stated);
            }
        }

        Say("all", everything);
    }

    /// <summary>Targets at half and at all steps ahead: the last value and half and one and a half usual changes up and down from it; at the end, at any time, and for two in a row.</summary>
    private static List<(double P, bool Came, string Kind)> Asked(Series s, Forecast forecast, int seed)
    {
        List<(double P, bool Came, string Kind)> stated = [];
        var usual = Enumerable.Range(1, s.Train.Length - 1).Average(t => Math.Abs(s.Train[t] - s.Train[t - 1]));
        var paths = SamplePaths.Of(forecast, Paths, seed);
        foreach (var step in (int[])[s.Steps / 2, s.Steps])
        {
            foreach (var times in (double[])[-3, -1, 0, 1, 3])
            {
                foreach (var (any, row) in ((bool, int)[])[(false, 1), (true, 1), (false, 2)])
                {
                    var question = new TargetQuestion(TargetSide.AtLeast, s.Train[^1] + (times * usual), step) { AnyTime = any, Persistence = row };
                    if (paths.Count > 0)
                    {
                        stated.Add((TargetChances.Of(paths, s.Train, question).Probability!.Value, TargetChances.Of([s.Test], s.Train, question).Probability == 1, $"{s.Period} {times} {any} {row} {step == s.Steps}"));
                    }
                }
            }
        }

        return stated;
    }

    private static void Say(string name, List<(double P, bool Came, string Kind)> stated)
    {
        var rate = stated.Average(s => s.Came ? 1.0 : 0);
        var brier = stated.Average(s => Math.Pow(s.P - (s.Came ? 1 : 0), 2));

        // The harder base rate: of the same kind of target (threshold, manner, horizon) over all series of the set.
        var kinds = stated.GroupBy(s => s.Kind).Sum(g => g.Count() * g.Average(s => s.Came ? 1.0 : 0) * (1 - g.Average(s => s.Came ? 1.0 : 0))) / stated.Count;
        var deciles = stated.GroupBy(s => Math.Min(9, (int)(s.P * 10))).OrderBy(g => g.Key).Select(g => (g.Key, g.Count(), Stated: g.Average(s => s.P), Came: g.Average(s => s.Came ? 1.0 : 0))).ToList();
        Console.WriteLine($"| {name} | {stated.Count} | {brier:0.0000} | {kinds:0.0000} | {rate * (1 - rate):0.0000} | {deciles.Max(d => Math.Abs(d.Stated - d.Came)) * 100:0.0} | {string.Join(' ', deciles.Select(d => $"{d.Stated * 100:0}:{d.Came * 100:0}"))} |");
    }
}
