using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Bench.Forecasting;

/// <summary>How the single-series form does on short histories: the last few values of each yearly series, against what came.</summary>
internal static class Short
{
    public static void Run(string data)
    {
        Console.WriteLine("| values | series | coverage 95 | coverage 80 | MASE | MASE of the last value |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        Series[] all = [.. Series.Sets.Take(2).SelectMany(s => Series.Read(Path.Combine(data, s.File))).Where(s => s.Period == "yearly")];
        foreach (var n in (int[])[2, 3, 4, 5, 6, 8, 10, 14])
        {
            Series[] enough = [.. all.Where(s => s.Train.Length >= n && s.Train[^n..].Distinct().Count() > 1)];
            var scores = enough.Select(s =>
            {
                var forecast = s.Study(known: s.Train[^n..]).Forecast();
                return (Outer: ForecastScore.Of(s.Train, s.Test, forecast.Mean, forecast.Bands[1], 1), Inner: ForecastScore.Of(s.Train, s.Test, forecast.Mean, forecast.Bands[0], 1), Naive: ForecastScore.Of(s.Train, s.Test, [.. s.Test.Select(_ => s.Train[^1])], null, 1));
            }).ToList();
            Console.WriteLine($"| {n} | {scores.Count} | {scores.Average(s => s.Outer.Covered):0.000} | {scores.Average(s => s.Inner.Covered):0.000} | {scores.Average(s => s.Outer.Mase):0.000} | {scores.Average(s => s.Naive.Mase):0.000} |");
        }
    }
}
