using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Compute;

/// <summary><c>keyeco compute replay</c>: what would have happened to a trace if its owners had pooled.</summary>
internal static class ReplayVerb
{
    private const long DayS = 24 * 3600;
    private const int DaysMax = 36_600;
    private const int CostMaxS = 1_000_000_000;

    internal static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new ShortNumbers() },
    };

    /// <summary>Ways of sharing by their names.</summary>
    internal static readonly Dictionary<string, ReplayMode> Modes = new(StringComparer.Ordinal)
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

    private static readonly Option<FileInfo> Jobs = new("--jobs") { Description = "CSV job_id,submit_s,duration_s,gpus,vc, plain or gzipped. 作业 CSV，可为 gzip。", Required = true };
    private static readonly Option<FileInfo> Capacity = new("--capacity") { Description = "CSV vc,nodes, plain or gzipped. 各方节点数 CSV，可为 gzip。", Required = true };
    private static readonly Option<string> Mode = new("--mode") { Description = $"How the owners share: {string.Join(", ", Modes.Keys)}. 共享方式。", DefaultValueFactory = _ => "entitlement" };
    private static readonly Option<string> Order = new("--order") { Description = $"Entitlement: order of lending: {string.Join(", ", Orders.Keys)}. entitlement：出借次序。", DefaultValueFactory = _ => "fair-share" };
    private static readonly Option<decimal?> FromDay = Verb.RealOption("--from-day", "First day of the window. 窗口起始日。", 0);
    private static readonly Option<decimal?> ToDay = Verb.RealOption("--to-day", "Day at which the window ends; when the last job of the run has ended without it. 窗口结束日，默认为最后一个作业结束之时。");
    private static readonly Option<string> Forecast = new("--forecast") { Description = "Forecasts the start of what waits in pooled-fifo and entitlement: learned, or declared by truthful users; none for no forecasts. 预测等待作业的开始时间（限 pooled-fifo、entitlement）：learned 为由历史学得，declared 为用户如实申报，none 为不预测。", DefaultValueFactory = _ => "none" };
    private static readonly Option<FileInfo?> Segments = new("--segments") { Description = "Writes CSV job_id,start_s,end_s here, a row for each running interval. 将每段运行区间写入此 CSV（job_id,start_s,end_s）。" };

    /// <summary>Devices of a node; like what follows the same in every verb that replays.</summary>
    public static Option<int> GpusPerNode { get; } = new("--gpus-per-node") { Description = $"Devices of a node, 1 to {Replays.GpusPerNodeMax}. 每节点设备数，1 至 {Replays.GpusPerNodeMax}。", DefaultValueFactory = _ => Replays.GpusPerNodeDefault };

    /// <summary>Part of all devices that the pool has.</summary>
    public static Option<decimal?> Scale { get; } = Verb.RealOption("--scale", "Part of all devices that the pool has, e.g. 0.85; owners alone have no pool. 共享池设备占总数的比例，如 0.85；独用方式无共享池。", 1);

    /// <summary>Seconds of work that an eviction costs.</summary>
    public static Option<string> Cost { get; } = new("--preemption-cost-s") { Description = "Entitlement: seconds of work lost at each eviction, or all. entitlement：每次收回损失的秒数，或 all（全部）。", DefaultValueFactory = _ => "0" };

    public static Command Build()
    {
        var verb = Verb.Group("replay", "Replays a trace of jobs under a way of sharing. p50 and p95 are waits that there were: of n sorted ones that at place floor(0.5 n) or floor(0.95 n), counted from 0, so of an even number the upper of the two in the middle. 回放作业记录；p50、p95 取 n 个升序值中序号 floor(0.5 n)、floor(0.95 n) 者（从 0 计），偶数个时取中间两个中较大者。", Jobs, Capacity, GpusPerNode, Mode, Order, Scale, FromDay, ToDay, Cost, Forecast, Segments, Connection.Json);
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
            throw new UsageException("--forecast goes with --mode pooled-fifo or entitlement. --forecast：仅用于 --mode pooled-fifo 或 entitlement。");
        }

        var scale = run.Get(Scale) is > 0 and <= 100 and var part ? part : throw new UsageException("--scale must be above 0 and at most 100. --scale：须大于 0 且不超过 100。");
        var (perNode, cost) = (PerNode(run), CostS(run));
        HaveEffect(run, scale, cost, [run.Get(Mode)!]);
        if (order is not LendingOrder.FairShare && mode is not ReplayMode.Entitlement)
        {
            throw NoEffect("--order", [run.Get(Mode)!], m => m is ReplayMode.Entitlement);
        }

        var (from, until) = Asked(run);
        var (jobs, capacity) = (run.Get(Jobs)!.ToString(), run.Get(Capacity)!.ToString());
        if (run.Get(Segments)?.ToString() is { } intervals)
        {
            OutputPlace.Result("--segments", intervals, ("--jobs", jobs), ("--capacity", capacity));
        }

        var parsed = Trace.Parse(jobs, CsvLines.Read("--jobs", jobs), capacity, CsvLines.Read("--capacity", capacity), perNode);
        if (!parsed.IsOk)
        {
            throw new UsageException(parsed.Refusal.Detail);
        }

        var trace = parsed.Value;

        if (trace.OtherJobs > 0)
        {
            await run.Notes.WriteLineAsync($"Left out: {CountWords.Of(trace.OtherJobs, "job")} of owners without devices in {capacity}. 略去 {trace.OtherJobs} 个作业：其所有者在 {capacity} 中没有设备。");
        }

        await run.Notes.WriteLineAsync($"Replaying {CountWords.Of(trace.Jobs.Count, "job")} of {CountWords.Of(trace.Owners.Count, "owner")}. 正在回放 {trace.Owners.Count} 个所有者的 {trace.Jobs.Count} 个作业。");
        var isolatedMode = mode is ReplayMode.IsolatedFifo or ReplayMode.IsolatedEasy;
        var gpus = Replays.Gpus(trace, scale);
        var isolated = Replays.Run(trace, ReplayMode.IsolatedFifo, gpus, new PoolPolicy(), 0, stop: run.Stop);
        var happened = mode is ReplayMode.IsolatedFifo ? isolated : Replays.Run(trace, mode, gpus, new PoolPolicy { Order = order }, cost, forecast, stop: run.Stop);
        var to = until ?? Replays.EndS(trace, happened);
        if (to <= from)
        {
            throw new UsageException($"--from-day: the last job has ended at {WindowWords.Moment(to).En}, before the window begins; choose an earlier day. --from-day：最后一个作业结束于{WindowWords.Moment(to).Zh}，窗口起始日须更早。");
        }

        var window = WindowWords.Of(from, to);
        await run.Notes.WriteLineAsync($"The figures are of {window.En}. 统计窗口为{window.Zh}。");
        var report = Replays.Report(trace, happened, isolated, isolatedMode ? null : gpus, from, to);
        if (run.Get(Segments)?.ToString() is { } file)
        {
            await ResultFile.Write("--segments", file, async rows =>
            {
                await rows.WriteLineAsync("job_id,start_s,end_s".AsMemory(), run.Stop);
                foreach (var segment in happened.Segments)
                {
                    await rows.WriteLineAsync($"{trace.Jobs[segment.Job].Id},{segment.StartS},{segment.EndS}".AsMemory(), run.Stop);
                }
            });
        }

        if (run.Json)
        {
            await run.Out.WriteLineAsync(JsonSerializer.Serialize(report, Snake));
            return ExitCode.Done;
        }

        run.Show(report, Lines(report, forecast is not ForecastSource.None));
        await run.Out.WriteLineAsync();
        await run.List(
            report.Owners,
            ["Owner", "Jobs", "Wait mean", "Wait p95", "Queueing", "Alone", "Worse off"],
            o => [o.Key, $"{o.Value.Jobs}", WindowWords.Span(o.Value.WaitMeanH), WindowWords.Span(o.Value.WaitP95H), WindowWords.Span(o.Value.QueueingMeanH) + Mark(o.Value.NeverAlone), WindowWords.Span(o.Value.QueueingIsolatedH), report.OwnersWorseOff.Contains(o.Key) ? "yes 是" : "no 否"]);
        await SayMark(run, report.Owners.Values.Any(o => o.NeverAlone > 0));
        return ExitCode.Done;
    }

    /// <summary>The window asked for; its end is null where it is the run's own.</summary>
    private static (long FromS, long? UntilS) Asked(VerbRun run)
    {
        var from = Second("--from-day", run.Get(FromDay)!.Value);
        return run.Get(ToDay) is not { } day ? (from, null)
            : Second("--to-day", day) is var until && until > from ? (from, until)
            : throw new UsageException($"--to-day must be later than --from-day, which is {run.Get(FromDay)}. --to-day：须晚于 --from-day（{run.Get(FromDay)}）。");
    }

    private static long Second(string option, decimal day) => day is >= 0 and <= DaysMax ? (long)(day * DayS) : throw new UsageException($"{option} must be 0 to {DaysMax}. {option}：须为 0 至 {DaysMax}。");

    private static (string Name, string? Value)[] Lines(ReplayReport r, bool forecast) =>
    [
        ("gpus", $"{r.Gpus}"),
        ("jobs", r.JobsUnfinished == 0 ? $"{r.Jobs}" : $"{r.Jobs}, of which {CountWords.Of(r.JobsUnfinished, "job")} too large ever to run 其中 {r.JobsUnfinished} 个因所需设备过多从未运行"),
        ("idle", $"{r.IdlePct:0.00} % (used 占用 {GpuHours(r.UsedGpuH)})"),
        ("wait", $"mean 平均 {WindowWords.Span(r.WaitMeanH)}, p50 {WindowWords.Span(r.WaitP50H)}, p95 {WindowWords.Span(r.WaitP95H)}"),
        ("queueing", $"mean 平均 {WindowWords.Span(r.QueueingMeanH)}, p50 {WindowWords.Span(r.QueueingP50H)}, p95 {WindowWords.Span(r.QueueingP95H)}"),
        ("evictions", $"{r.Preemptions} (lost 损失 {GpuHours(r.LostGpuH)})"),
        ("later", $"{CountWords.Of(r.JobsLaterThanIsolated, "job")} with a later end than alone {r.JobsLaterThanIsolated} 个作业比独用时更晚结束"),
        ("left out", TooLarge(r.TooLargeAlone)),
        ("forecast", forecast ? Forecasted(r.Forecast) : null),
        ("worse off", r.OwnersWorseOff.Count == 0 ? "nobody 无" : string.Join(' ', r.OwnersWorseOff)),
    ];

    /// <summary>How good the forecasts were; a median of none is none.</summary>
    private static string Forecasted(ForecastReport? forecast) => forecast switch
    {
        null or { Jobs: 0 } => "no job waited more than ten minutes, so there is no forecast to compare 没有作业等待超过十分钟，无预测可比",
        var f => $"median error {f.MedianAbsErrorPct:0.0} % of the wait, of {CountWords.Of(f.Jobs, "job")} that waited more than ten minutes {f.Jobs} 个等待超过十分钟的作业，误差中位数为等待的 {f.MedianAbsErrorPct:0.0} %",
    };

    /// <summary>Device time: in seconds below an hour, so that what is used and lost of a short trace stand in one unit.</summary>
    /// <param name="hours">Its hours.</param>
    public static string GpuHours(double hours) => hours < 1 ? $"{hours * 3600:0.#} GPU-seconds 卡秒" : hours < 100 ? $"{hours:0.##} GPU-hours 卡时" : $"{hours:0} GPU-hours 卡时";

    /// <summary>What has no part in the comparison with owners alone; null where all has.</summary>
    /// <param name="jobs">Jobs too large for their owner alone, by owner.</param>
    public static string? TooLarge(IReadOnlyDictionary<string, int>? jobs) => jobs is not { Count: > 0 } ? null
        : $"of the comparison with alone: {CountWords.Of(jobs.Values.Sum(), "job")} of more devices than the owner has, never run alone 与独用的比较：{jobs.Values.Sum()} 个作业所需设备多于所有者所有，独用时无法运行: {string.Join(", ", jobs.Select(j => $"{j.Key} {j.Value}"))}";

    /// <summary>Marks a figure of an owner that counts jobs which another beside it does not.</summary>
    /// <param name="neverAlone">Jobs that ran here and never run alone.</param>
    public static string Mark(int? neverAlone) => neverAlone > 0 ? " *" : "";

    /// <summary>What the mark means.</summary>
    /// <param name="run">The run.</param>
    /// <param name="shown">Whether one is shown.</param>
    public static async Task SayMark(VerbRun run, bool shown)
    {
        if (shown)
        {
            await run.Out.WriteLineAsync("* Wait and Queueing count jobs that ran here and never run alone; Alone, Worse off and how many are later leave them out. So Queueing and Alone are here of different jobs, and can't be subtracted. 等待、排队含在此运行而独用时无法运行的作业，独用排队、更差、更晚均不含；此处排队与独用排队的作业范围不同，不可相减。");
        }
    }

    /// <summary>The value of a name.</summary>
    /// <param name="known">The names that there are.</param>
    /// <param name="option">The option that gives it.</param>
    /// <param name="given">What was given.</param>
    public static T Named<T>(IReadOnlyDictionary<string, T> known, string option, string given) =>
        known.TryGetValue(given, out var value) ? value : throw new UsageException($"{option}: \"{given}\" is none of {string.Join(", ", known.Keys)}. {option}：“{given}”无效，可选 {string.Join("、", known.Keys)}。");

    /// <summary>Devices of a node.</summary>
    public static int PerNode(VerbRun run) => run.Get(GpusPerNode) is >= 1 and <= Replays.GpusPerNodeMax and var devices ? devices
        : throw new UsageException($"--gpus-per-node must be 1 to {Replays.GpusPerNodeMax}. --gpus-per-node：须为 1 至 {Replays.GpusPerNodeMax}。");

    /// <summary>Seconds of work that an eviction costs; null for all of it.</summary>
    public static long? CostS(VerbRun run) => run.Get(Cost)! is "all" ? null
        : long.TryParse(run.Get(Cost), NumberStyles.None, CultureInfo.InvariantCulture, out var cost) && cost <= CostMaxS ? cost
        : throw new UsageException($"--preemption-cost-s: \"{run.Get(Cost)}\" is neither all nor a whole number of seconds from 0 to {CostMaxS}. --preemption-cost-s：“{run.Get(Cost)}”无效，须为 all 或 0 至 {CostMaxS} 的整秒数。");

    /// <summary>Refuses what none of the ways of sharing heeds: who typed it would take their figures for its effect. What is there without being typed may be typed.</summary>
    /// <param name="run">The run.</param>
    /// <param name="scale">Part of all devices that the pool has.</param>
    /// <param name="costS">Seconds of work that an eviction costs; null for all of it.</param>
    /// <param name="modes">The ways of sharing by their names.</param>
    public static void HaveEffect(VerbRun run, decimal scale, long? costS, IReadOnlyCollection<string> modes)
    {
        // Owners alone have no pool, and only where devices are lent are they taken back.
        Heeded(Scale.Name, scale == 1, m => m is not (ReplayMode.IsolatedFifo or ReplayMode.IsolatedEasy));
        Heeded(Cost.Name, costS == 0, m => m is ReplayMode.Entitlement);

        void Heeded(string option, bool usual, Func<ReplayMode, bool> by)
        {
            if (!usual && !modes.Any(m => by(Modes[m])))
            {
                throw NoEffect(option, modes, by, run.Parsed.CommandResult.Command.Name == "what-if");
            }
        }
    }

    private static UsageException NoEffect(string option, IReadOnlyCollection<string> given, Func<ReplayMode, bool> by, bool node = false)
    {
        var of = Modes.Where(m => by(m.Value) && !(node && m.Value is ReplayMode.PooledSrpt)).Select(m => m.Key).ToList();
        return new($"{option} has no effect with --mode {string.Join(' ', given)}; it goes with {string.Join(", ", of)}. Leave it out, or choose another mode. {option} 对 --mode {string.Join(' ', given)} 无效，仅用于 {string.Join("、", of)}；请去掉该选项或改选共享方式。");
    }

    /// <summary>Figures with four decimals: more are noise.</summary>
    private sealed class ShortNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(Math.Round(value, 4));
    }
}
