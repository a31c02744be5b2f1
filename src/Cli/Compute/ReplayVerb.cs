using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Core.Pooling.Replay;

namespace KeyEcosystem.Cli.Compute;

/// <summary><c>keyeco compute replay</c>: what would have happened to a trace if its owners had pooled.</summary>
internal static class ReplayVerb
{
    private const long DayS = 24 * 3600;

    internal static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ShortNumbers() },
    };

    private static readonly Dictionary<string, ReplayMode> Modes = new(StringComparer.Ordinal)
    {
        ["isolated-fifo"] = ReplayMode.IsolatedFifo,
        ["pooled-fifo"] = ReplayMode.PooledFifo,
        ["isolated-easy"] = ReplayMode.IsolatedEasy,
        ["pooled-easy"] = ReplayMode.PooledEasy,
        ["pooled-srpt"] = ReplayMode.PooledSrpt,
        ["entitlement"] = ReplayMode.Entitlement,
    };

    private static readonly Dictionary<string, LendingOrder> Orders = new(StringComparer.Ordinal)
    {
        ["arrival"] = LendingOrder.Arrival,
        ["fair-share"] = LendingOrder.FairShare,
        ["shortest-expected"] = LendingOrder.ShortestExpected,
    };

    private static readonly Dictionary<string, ForecastSource> Forecasts = new(StringComparer.Ordinal) { ["none"] = ForecastSource.None, ["learned"] = ForecastSource.Learned, ["declared"] = ForecastSource.Declared };

    private static readonly Option<string> Jobs = new("--jobs") { Description = "CSV job_id,submit_s,duration_s,gpus,vc, plain or gzipped. 作业文件。", Required = true };
    private static readonly Option<string> Capacity = new("--capacity") { Description = "CSV vc,nodes. 各方容量文件。", Required = true };
    private static readonly Option<int> GpusPerNode = new("--gpus-per-node") { Description = "Devices of a node. 每节点设备数。", DefaultValueFactory = _ => 8 };
    private static readonly Option<string> Mode = new("--mode") { Description = $"{string.Join(", ", Modes.Keys)}. 共享方式。", DefaultValueFactory = _ => "entitlement" };
    private static readonly Option<string> Order = new("--order") { Description = $"Order of lending: {string.Join(", ", Orders.Keys)}. 出借次序。", DefaultValueFactory = _ => "fair-share" };
    private static readonly Option<decimal> Scale = new("--scale") { Description = "Part of all devices that the pool has. 池规模系数。", DefaultValueFactory = _ => 1 };
    private static readonly Option<double> FromDay = new("--from-day") { Description = "First day of the window. 窗口起始日。", DefaultValueFactory = _ => 0 };
    private static readonly Option<double?> ToDay = new("--to-day") { Description = "Day at which the window ends; the end of the trace without it. 窗口结束日。" };
    private static readonly Option<string> Cost = new("--preemption-cost-s") { Description = "Seconds of work lost at each eviction, or all. 每次抢占损失的秒数。", DefaultValueFactory = _ => "0" };
    private static readonly Option<string> Forecast = new("--forecast") { Description = "Forecasts the start of what waits in pooled-fifo and entitlement: learned, or declared by truthful users. 预测开始时间。", DefaultValueFactory = _ => "none" };
    private static readonly Option<string?> Segments = new("--segments") { Description = "Writes CSV job_id,start_s,end_s here, a row for each running interval. 输出运行区间。" };

    public static Command Build()
    {
        var verb = Verb.Group("replay", "Replays a trace of jobs under a way of sharing. 回放作业记录。", Jobs, Capacity, GpusPerNode, Mode, Order, Scale, FromDay, ToDay, Cost, Forecast, Segments, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var mode = Named(Modes, "--mode", run.Get(Mode)!);
        var order = Named(Orders, "--order", run.Get(Order)!);
        var forecast = Named(Forecasts, "--forecast", run.Get(Forecast)!);
        if (forecast is not ForecastSource.None && mode is not (ReplayMode.PooledFifo or ReplayMode.Entitlement))
        {
            throw new UsageException("--forecast goes with --mode pooled-fifo or entitlement. --forecast：仅用于 pooled-fifo 或 entitlement。");
        }

        var scale = run.Get(Scale) is > 0 and <= 100 and var part ? part : throw new UsageException("--scale must be above 0 and at most 100. --scale：须大于 0 且不超过 100。");
        var perNode = run.Get(GpusPerNode) is >= 1 and <= 1024 and var devices ? devices : throw new UsageException("--gpus-per-node must be 1 to 1024. --gpus-per-node：须为 1 至 1024。");
        var cost = CostS("--preemption-cost-s", run.Get(Cost)!);
        var (jobs, capacity) = (run.Get(Jobs)!, run.Get(Capacity)!);
        var parsed = Trace.Parse(jobs, CsvLines.Read("--jobs", jobs), capacity, CsvLines.Read("--capacity", capacity), perNode);
        if (!parsed.IsOk)
        {
            throw new UsageException(parsed.Refusal.Detail);
        }

        var trace = parsed.Value;
        var last = trace.Jobs.Max(j => j.SubmitS) + 1;
        var (from, to) = ((long)(run.Get(FromDay) * DayS), run.Get(ToDay) is { } day ? (long)(day * DayS) : last);
        if (from < 0 || to <= from)
        {
            throw new UsageException("--to-day must be later than --from-day, and --from-day not negative. --to-day：须晚于 --from-day。");
        }

        if (trace.OtherJobs > 0)
        {
            await run.Notes.WriteLineAsync($"{trace.OtherJobs} jobs belong to owners without devices in {capacity}; they are left out. 无容量所有者的作业已略去。");
        }

        await run.Notes.WriteLineAsync($"Replaying {trace.Jobs.Count} jobs of {trace.Owners.Count} owners; the figures are of days {(double)from / DayS:0.##} to {(double)to / DayS:0.##}. 正在回放；统计窗口为第 {(double)from / DayS:0.##} 至 {(double)to / DayS:0.##} 天。");
        var isolatedMode = mode is ReplayMode.IsolatedFifo or ReplayMode.IsolatedEasy;
        var gpus = Replays.Gpus(trace, scale);
        var isolated = Replays.Run(trace, ReplayMode.IsolatedFifo, gpus, new PoolPolicy(), 0, stop: run.Stop);
        var happened = mode is ReplayMode.IsolatedFifo ? isolated : Replays.Run(trace, mode, gpus, new PoolPolicy { Order = order }, cost, forecast, stop: run.Stop);
        var report = Replays.Report(trace, happened, isolated, isolatedMode ? null : gpus, from, to);
        if (run.Get(Segments) is { } file)
        {
            await File.WriteAllLinesAsync(file, happened.Segments.Select(s => $"{trace.Jobs[s.Job].Id},{s.StartS},{s.EndS}").Prepend("job_id,start_s,end_s"), run.Stop);
        }

        if (run.Json)
        {
            await run.Out.WriteLineAsync(JsonSerializer.Serialize(report, Snake));
            return ExitCode.Done;
        }

        run.Show(report, Lines(report));
        await run.Out.WriteLineAsync();
        await run.List(
            report.Owners,
            ["Owner", "Jobs", "Wait mean h", "Wait p95 h", "Queueing h", "Alone h", "Worse off"],
            o => [o.Key, $"{o.Value.Jobs}", $"{o.Value.WaitMeanH:0.00}", $"{o.Value.WaitP95H:0.00}", $"{o.Value.QueueingMeanH:0.00}", $"{o.Value.QueueingIsolatedH:0.00}", report.OwnersWorseOff.Contains(o.Key) ? "yes 是" : "no 否"]);
        return ExitCode.Done;
    }

    private static (string Name, string? Value)[] Lines(ReplayReport r) =>
    [
        ("gpus", $"{r.Gpus}"),
        ("jobs", r.JobsUnfinished == 0 ? $"{r.Jobs}" : $"{r.Jobs}, of which {r.JobsUnfinished} never run: their gang is too large"),
        ("idle", $"{r.IdlePct:0.00} % (used {r.UsedGpuH:0} GPU-hours)"),
        ("wait", $"mean {r.WaitMeanH:0.00} h, median {r.WaitP50H:0.00} h, p95 {r.WaitP95H:0.00} h"),
        ("queueing", $"mean {r.QueueingMeanH:0.00} h, median {r.QueueingP50H:0.00} h, p95 {r.QueueingP95H:0.00} h"),
        ("evictions", $"{r.Preemptions} (lost {r.LostGpuH:0} GPU-hours)"),
        ("later", $"{r.JobsLaterThanIsolated} jobs finish later than alone"),
        ("forecast", r.Forecast is { } f ? $"median error {f.MedianAbsErrorPct:0.0} % of the wait, of {f.Jobs} jobs that waited more than ten minutes" : null),
        ("worse off", r.OwnersWorseOff.Count == 0 ? "nobody 无" : string.Join(' ', r.OwnersWorseOff)),
    ];

    private static T Named<T>(Dictionary<string, T> known, string option, string given) =>
        known.TryGetValue(given, out var value) ? value : throw new UsageException($"{option}: \"{given}\" is none of {string.Join(", ", known.Keys)}. {option}：取值无效。");

    /// <summary>Seconds of work that an eviction costs; null for all of it.</summary>
    public static long? CostS(string option, string given) => given == "all" ? null
        : long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var cost) && cost <= 1_000_000_000 ? cost
        : throw new UsageException($"{option}: \"{given}\" is neither whole seconds nor all. {option}：须为整秒数或 all。");

    /// <summary>Figures with four decimals: more are noise.</summary>
    private sealed class ShortNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, 4));
    }
}
