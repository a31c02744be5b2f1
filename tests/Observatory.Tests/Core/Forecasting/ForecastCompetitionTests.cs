using System.Globalization;
using System.IO.Compression;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Observatory.Core.Forecasting;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Forecasting;

/// <summary>Half of the M3 competition, which nobody here wrote: nearer than the published methods, and intervals that hold as often as they say. The whole is in <c>docs/benchmarks/observatory.md</c>.</summary>
[Trait("Store", "none")]
public sealed class ForecastCompetitionTests
{
    private const string M3 = "foresight/m3/m3-series.csv.gz";
    private const string Weekly = "foresight/m4/m4-weekly-series.csv.gz";

    [Fact]
    public void The_measures_give_the_published_figures_of_the_last_value_on_M4_weekly()
    {
        var scores = Read(Weekly).Select(s => ForecastScore.Of(s.Train, s.Test, [.. s.Test.Select(_ => s.Train[^1])], null, 1)).ToList();

        Assert.Equal(9.161, scores.Average(s => s.Smape), 3);
        Assert.Equal(2.777, scores.Average(s => s.Mase), 3);
    }

    [Theory]
    [InlineData("yearly", 0.89, 30, 0.9457, 33.7)]
    [InlineData("quarterly", 0.93, 9, 0.9926, 9.737)]
    public void M3_is_forecast_better_than_by_the_published_methods_with_honest_intervals(string period, double owaMax, double msisMax, double owaOfEts, double msisOfEts)
    {
        var series = Read(M3).Where(s => s.Period == period).ToList();
        var forecasts = Forecasts.OfAll(Studies(series));
        var scores = series.Zip(forecasts, (s, f) => ForecastScore.Of(s.Train, s.Test, f.Mean, f.Bands[1], s.M)).ToList();
        var naive2 = series.Select(s => ForecastScore.Of(s.Train, s.Test, Forecasts.Of(new ForecastRequest(s.Train, s.Steps) { Season = s.M, Method = ForecastMethod.Naive2 }).Value.Mean, null, s.M)).ToList();
        var owa = ((scores.Average(s => s.Smape) / naive2.Average(s => s.Smape)) + (scores.Average(s => s.Mase) / naive2.Average(s => s.Mase))) / 2;

        Assert.True(owa <= owaMax && owaMax < owaOfEts, $"OWA {owa}");
        Assert.True(scores.Average(s => s.Msis) <= msisMax && msisMax < msisOfEts, $"MSIS {scores.Average(s => s.Msis)}");
        Assert.InRange(scores.Average(s => s.Covered), 0.93, 0.97);

        // The same check finds intervals that are a third too narrow.
        var narrow = series.Zip(forecasts, (s, f) => ForecastScore.Of(s.Train, s.Test, f.Mean, Narrowed(f), s.M)).Average(s => s.Covered);
        Assert.False(narrow is >= 0.93 and <= 0.97, $"coverage {narrow}");
    }

    [Fact]
    public void Chances_of_targets_are_better_than_the_base_rate_and_honest_by_deciles()
    {
        var series = Read(M3).Where(s => s.Period is "yearly" or "quarterly").ToList();
        var forecasts = Forecasts.OfAll(Studies(series));
        var asked = new (double P, bool Came)[series.Count][];
        Parallel.For(0, series.Count, i => asked[i] = Asked(series[i], forecasts[i], i));
        var stated = asked.SelectMany(a => a).ToList();
        var rate = stated.Average(s => s.Came ? 1.0 : 0);

        Assert.True(stated.Average(s => Math.Pow(s.P - (s.Came ? 1 : 0), 2)) < 0.75 * rate * (1 - rate));
        Assert.InRange(Worst(stated), 0, 0.1);

        // The same check finds chances that are too sure of themselves.
        Assert.True(Worst([.. stated.Select(s => (s.P < 0.5 ? s.P * 0.5 : 1 - ((1 - s.P) * 0.5), s.Came))]) > 0.1);
    }

    private static (double P, bool Came)[] Asked(Series s, Forecast forecast, int seed)
    {
        var usual = Enumerable.Range(1, s.Train.Length - 1).Average(t => Math.Abs(s.Train[t] - s.Train[t - 1]));
        var paths = SamplePaths.Of(forecast, 1000, seed);
        return
        [
            .. from times in (double[])[-3, -1, 0, 1, 3]
               from any in (bool[])[false, true]
               let question = new TargetQuestion(TargetSide.AtLeast, s.Train[^1] + (times * usual), s.Steps) { AnyTime = any }
               where paths.Count > 0
               select (TargetChances.Of(paths, s.Train, question).Probability!.Value, TargetChances.Of([s.Test], s.Train, question).Probability == 1),
        ];
    }

    private static double Worst(IEnumerable<(double P, bool Came)> stated) =>
        stated.GroupBy(s => Math.Min(9, (int)(s.P * 10))).Max(g => Math.Abs(g.Average(s => s.P) - g.Average(s => s.Came ? 1.0 : 0)));

    private static ForecastBand Narrowed(Forecast f) => new(
        95, [.. f.Bands[1].Low.Zip(f.Mean, (l, m) => m - ((m - l) * 2 / 3))], [.. f.Bands[1].High.Zip(f.Mean, (u, m) => m + ((u - m) * 2 / 3))]);

    private static SeriesStudy[] Studies(List<Series> series)
    {
        var studies = new SeriesStudy[series.Count];
        Parallel.For(0, series.Count, i => studies[i] = SeriesStudy.Of(new ForecastRequest(series[i].Train, series[i].Steps) { Frequency = Frequencies.Named(series[i].Period), Season = series[i].M > 1 ? series[i].M : 0 }).Value);
        return studies;
    }

    private static List<Series> Read(string name)
    {
        var path = SharedData.File(name);
        Assert.SkipWhen(path is null, $"../shared/data/{name} is not there.");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var m = header.Contains("m") ? "m" : "m_mase";
        var series = new List<Series>();
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            series.Add(new Series(Cell("period"), int.Parse(Cell(m)), int.Parse(Cell("h")), Numbers(Cell("train")), Numbers(Cell("test"))));

            string Cell(string column) => cells[Array.IndexOf(header, column)];
        }

        return series;

        static double[] Numbers(string text) => [.. text.Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture))];
    }

    private sealed record Series(string Period, int M, int Steps, double[] Train, double[] Test);
}
