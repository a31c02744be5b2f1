using KeyEcosystem.Observatory.Core.Forecasting;
using KeyEcosystem.Observatory.Core.Forecasting.Methods;

namespace KeyEcosystem.Bench.Forecasting;

/// <summary>The same question one horizon earlier, on values that had no part in choosing the methods: the last steps of the training values are what came, those before them what was known.</summary>
internal static class Earlier
{
    private static readonly ForecastMethod[] Others = [ForecastMethod.Theta, ForecastMethod.SmoothingMean, ForecastMethod.Damped, ForecastMethod.Ets];

    public static void Run(string data)
    {
        Console.WriteLine($"| series | | OWA of the combination | {string.Join(" | ", Others)} | MSIS 95 | coverage 95 |");
        Console.WriteLine($"| --- | --- | --- | {string.Join(" | ", Others.Select(_ => "---"))} | --- | --- |");
        foreach (var (name, file) in Series.Sets)
        {
            foreach (var group in Series.Read(Path.Combine(data, file)).GroupBy(s => (s.Period, s.M)))
            {
                Series[] cut = [.. group.Where(s => s.Train.Length >= s.Steps + Math.Max(8, 2 * s.M)).Select(s => s with { Train = s.Train[..^s.Steps], Test = s.Train[^s.Steps..] }).Where(s => s.Train.Distinct().Count() > 1)];
                var forecasts = Forecasts.OfAll(Series.Studies(cut));
                var ours = cut.Zip(forecasts, (s, f) => ForecastScore.Of(s.Train, s.Test, f.Mean, f.Bands[1], s.M)).ToList();
                var naive2 = Of(cut, s => s.Naive2());
                var others = Others.Select(m => Owa(Of(cut, s => Roster.Choose(m, s.Train, s.M).Forecast(s.Train, s.Steps)), naive2));
                Console.WriteLine($"| {name} {group.Key.Period} | {cut.Length} | **{Owa(ours, naive2):0.000}** | {string.Join(" | ", others.Select(o => $"{o:0.000}"))} | {ours.Average(s => s.Msis):0.00} | {ours.Average(s => s.Covered):0.000} |");
            }
        }
    }

    private static List<ForecastScore> Of(Series[] all, Func<Series, double[]> method) => [.. all.Select(s => ForecastScore.Of(s.Train, s.Test, method(s), null, s.M))];

    private static double Owa(List<ForecastScore> scores, List<ForecastScore> naive2) =>
        ((scores.Average(s => s.Smape) / naive2.Average(s => s.Smape)) + (scores.Average(s => s.Mase) / naive2.Average(s => s.Mase))) / 2;
}
