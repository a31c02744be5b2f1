using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Bench.Forecasting;

/// <summary>Whether intervals hold for series that had no part in making them: errors of a random half, scored on the other half; and with the errors of the competitions alone.</summary>
internal static class Halves
{
    private const int Splits = 10;

    public static void Run(string data)
    {
        Console.WriteLine("| series | pool of the file | pool of the other half: coverage 95, least to most of 10 splits | MSIS | priors alone: coverage 95 | MSIS |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        foreach (var (name, file) in Series.Sets)
        {
            foreach (var group in Series.Read(Path.Combine(data, file)).GroupBy(s => (s.Period, s.M)))
            {
                Series[] all = [.. group];
                var studies = Series.Studies(all);
                var random = new Random(7);
                List<(double Covered, double Msis)> splits = [];
                for (var i = 0; i < Splits; i++)
                {
                    var order = Enumerable.Range(0, all.Length).ToArray();
                    random.Shuffle(order);
                    int[] first = order[..(order.Length / 2)], second = order[(order.Length / 2)..];
                    var pool = ErrorPool.Of([.. first.Select(k => studies[k])]);
                    splits.Add(Score(all, studies, second, pool));
                }

                int[] every = [.. Enumerable.Range(0, all.Length)];
                var (own, prior) = (Score(all, studies, every, ErrorPool.Of(studies)), Score(all, studies, every, null));
                Console.WriteLine($"| {name} {group.Key.Period} | {own.Covered:0.000} / {own.Msis:0.00} | {splits.Average(s => s.Covered):0.000} ({splits.Min(s => s.Covered):0.000} to {splits.Max(s => s.Covered):0.000}) | {splits.Average(s => s.Msis):0.00} | {prior.Covered:0.000} | {prior.Msis:0.00} |");
            }
        }
    }

    private static (double Covered, double Msis) Score(Series[] all, SeriesStudy[] studies, int[] which, ErrorPool? pool)
    {
        var scores = which.Select(k =>
        {
            var forecast = studies[k].Forecast(pool);
            return ForecastScore.Of(all[k].Train, all[k].Test, forecast.Mean, forecast.Bands[1], all[k].M);
        }).ToList();
        return (scores.Average(s => s.Covered), scores.Average(s => s.Msis));
    }
}
