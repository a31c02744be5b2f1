using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Bench.Forecasting;

/// <summary>Scores a file that <c>keyeco observatory forecast</c> wrote against what came.</summary>
internal static class Score
{
    /// <summary>A line for each period, and one for all.</summary>
    /// <param name="series">The series with what came.</param>
    /// <param name="forecasts">What the verb wrote.</param>
    /// <param name="published">Published forecasts with a method NAIVE2 to divide by; null for the engine's own.</param>
    public static void Run(string series, string forecasts, string? published)
    {
        var naive2 = published is null ? [] : Series.Rows(published).Where(r => r["method"] == "NAIVE2").ToDictionary(r => r["id"], r => Series.Numbers(r["forecast"]), StringComparer.Ordinal);
        var rows = Series.Rows(forecasts).GroupBy(r => r["id"]).ToDictionary(g => g.Key, g => g.OrderBy(r => int.Parse(r["step"])).ToList(), StringComparer.Ordinal);
        var all = Series.Read(series).Where(s => s.Test.Length > 0).Select(s => (s.Period, Score: Of(s, rows[s.Id]), Naive2: ForecastScore.Of(s.Train, s.Test, naive2.GetValueOrDefault(s.Id) ?? s.Naive2(), null, s.M), Inner: Of(s, rows[s.Id], 80).Covered)).ToList();
        Console.WriteLine("| period | series | sMAPE | MASE | OWA | MSIS 95 | coverage 95 | coverage 80 |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (name, part) in all.GroupBy(s => s.Period).Select(g => (g.Key, g.ToList())).Append(("all", all)))
        {
            var (smape, mase) = (part.Average(s => s.Score.Smape), part.Average(s => s.Score.Mase));
            var owa = ((smape / part.Average(s => s.Naive2.Smape)) + (mase / part.Average(s => s.Naive2.Mase))) / 2;
            Console.WriteLine($"| {name} | {part.Count} | {smape:0.000} | {mase:0.000} | {owa:0.0000} | {part.Average(s => s.Score.Msis):0.00} | {part.Average(s => s.Score.Covered):0.000} | {part.Average(s => s.Inner):0.000} |");
        }
    }

    private static ForecastScore Of(Series s, List<Dictionary<string, string>> rows, int level = 95)
    {
        double[] Column(string name) => [.. rows.Select(r => double.Parse(r[name]))];
        return ForecastScore.Of(s.Train, s.Test, Column("mean"), new ForecastBand(level, Column($"lo{level}"), Column($"hi{level}")), s.M);
    }
}
