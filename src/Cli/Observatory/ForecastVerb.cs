using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory forecast</c>: the series of a file, each some steps ahead with intervals.</summary>
internal static class ForecastVerb
{
    private const int LevelsMax = 10;

    /// <summary>From so many series on it is said how far the work is.</summary>
    private const int ToldFrom = 200;

    private static readonly Option<FileInfo> SeriesFile = new("--series") { Description = "CSV id,period,m,h,train (m_mase for m; train: numbers with spaces between), plain or gzipped; other columns are not read. 序列 CSV（train 以空格分隔），可为 gzip；其他列不读。", Required = true };
    private static readonly Option<string> Levels = new("--levels") { Description = "Levels of the intervals in percent. 区间水平（百分数）。", DefaultValueFactory = _ => "80,95" };
    private static readonly Option<FileInfo> Out = new("--out") { Description = "Writes CSV id,step,mean and lo, hi of each level here. 将结果写入此 CSV：id、step、mean 及各水平的 lo、hi。", Required = true };

    public static Command Build()
    {
        var verb = Verb.Group("forecast", "Forecasts each series of a file, with intervals from the past errors of all that are alike. 预测文件中的各序列，区间取自同类序列的历次误差。", SeriesFile, Levels, Out, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var levels = Read(run.Get(Levels)!);
        var (source, target) = (run.Get(SeriesFile)!.ToString(), run.Get(Out)!.ToString());
        OutputPlace.Result("--out", target, ("--series", source));
        var asked = SeriesRows.Read("--series", source, [.. levels.Select(l => (double)l)]);
        await run.Notes.WriteLineAsync($"Forecasting {asked.Count} series. 正在预测 {asked.Count} 个序列。");
        var forecasts = Forecast(run, asked);
        await ResultFile.Write("--out", target, rows => Write(rows, asked, forecasts, levels, run.Stop));
        return await Say(run, asked, forecasts, levels);
    }

    private static IReadOnlyList<Forecast> Forecast(VerbRun run, IReadOnlyList<SeriesRow> asked)
    {
        var studies = new SeriesStudy[asked.Count];
        var done = 0;
        Parallel.For(0, asked.Count, new ParallelOptions { CancellationToken = run.Stop }, i =>
        {
            var study = SeriesStudy.Of(asked[i].Request);
            studies[i] = study.IsOk ? study.Value : throw asked[i].Wrong(study.Refusal);
            var now = Interlocked.Increment(ref done);
            if (asked.Count >= ToldFrom && now < asked.Count && now % (asked.Count / 10) == 0)
            {
                lock (studies)
                {
                    run.Notes.WriteLine($"{now} of {asked.Count} {now}/{asked.Count}");
                }
            }
        });
        return Forecasts.OfAll(studies);
    }

    private static async Task Write(TextWriter rows, IReadOnlyList<SeriesRow> asked, IReadOnlyList<Forecast> forecasts, List<decimal> levels, CancellationToken stop)
    {
        rows.NewLine = "\n";
        await rows.WriteLineAsync($"id,step,mean,{string.Join(',', levels.Select(l => $"lo{Named(l)},hi{Named(l)}"))}".AsMemory(), stop);
        for (var i = 0; i < asked.Count; i++)
        {
            var forecast = forecasts[i];
            for (var h = 0; h < forecast.Mean.Count; h++)
            {
                // What can't be known is left empty.
                var ends = Enumerable.Range(0, levels.Count).Select(l => forecast.Bands.Count == 0 ? "," : $"{Number(forecast.Bands[l].Low[h])},{Number(forecast.Bands[l].High[h])}");
                await rows.WriteLineAsync($"{asked[i].Id},{h + 1},{Number(forecast.Mean[h])},{string.Join(',', ends)}".AsMemory(), stop);
            }
        }
    }

    private static async Task<int> Say(VerbRun run, IReadOnlyList<SeriesRow> asked, IReadOnlyList<Forecast> forecasts, List<decimal> levels)
    {
        var summary = new ForecastSummary(
            asked.Count,
            forecasts.Sum(f => f.Mean.Count),
            levels,
            [
                .. asked.Zip(forecasts).GroupBy(p => (p.First.Period, p.First.M)).Select(g => new ForecastGroup(
                    g.Key.Period,
                    g.Key.M,
                    g.Max(p => p.Second.Season),
                    g.Count(),
                    [.. g.SelectMany(p => p.Second.Members).Distinct().Select(m => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{m}"))],
                    [.. g.Select(p => p.Second.IntervalSource).Distinct().Order().Select(s => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{s}"))])),
            ],
            forecasts.SelectMany(f => f.Notes).GroupBy(n => n).OrderBy(g => g.Key).ToDictionary(g => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{g.Key}"), g => g.Count()));
        if (run.Json)
        {
            await run.Out.WriteLineAsync(JsonSerializer.Serialize(summary, ReplayVerb.Snake));
            return ExitCode.Done;
        }

        run.Show(
            summary,
            [
                ("series", $"{summary.Series}, {summary.Rows} rows {summary.Rows} 行"),
                .. summary.Groups.Select(g => ("group", (string?)$"{g.Period}: {g.Series} series, season {g.Season}; median of {string.Join(", ", g.Members)} {g.Period}：{g.Series} 个序列，季节长度 {g.Season}，取以上各法的中位数")),
                .. forecasts.Select(f => f.IntervalSource).Distinct().Order().Select(s => ("interval", (string?)$"{ForecastWords.Of(s).En} {ForecastWords.Of(s).Zh}")),
                .. forecasts.SelectMany(f => f.Notes).GroupBy(n => n).OrderBy(g => g.Key).Select(g => ("note", (string?)$"{g.Count()} series: {ForecastWords.Of(g.Key).En} {g.Count()} 个序列：{ForecastWords.Of(g.Key).Zh}")),
            ]);
        return ExitCode.Done;
    }

    private static List<decimal> Read(string text)
    {
        var levels = new List<decimal>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!decimal.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var level) || level is <= 0 or >= 100 || levels.Contains(level) || levels.Count == LevelsMax)
            {
                throw new UsageException($"--levels: \"{text}\" must be 1 to {LevelsMax} different percentages above 0 and below 100 with commas between, e.g. 80,95. --levels：“{text}”无效，须为 1 至 {LevelsMax} 个互不相同、大于 0 且小于 100 的百分数，以逗号分隔，如 80,95。");
            }

            levels.Add(level);
        }

        return levels;
    }

    /// <summary>80 for 80 and 80.0, 97.5 for 97.5.</summary>
    private static string Named(decimal level) => level.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("G12", CultureInfo.InvariantCulture);
}
