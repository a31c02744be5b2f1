using System.CommandLine;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Client;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco what-if</c>: what would have happened if these clusters had pooled. The node replays in the background; Ctrl+C stops it there.</summary>
internal static class WhatIfVerb
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly string[] ModesDefault = ["isolated-fifo", "pooled-fifo", "entitlement"];
    private static readonly string[] Sources = ["records", "sample", "files"];
    private const int DaysMax = 366;
    private const decimal ScaleMax = 10;

    /// <summary>What a node compares: the bound that nobody reaches is no way of sharing.</summary>
    private static readonly Dictionary<string, ReplayMode> Modes = ReplayVerb.Modes.Where(m => m.Value is not ReplayMode.PooledSrpt).ToDictionary(StringComparer.Ordinal);

    private static readonly Option<string?> Source = new("--source") { Description = "records (what ran on your pools), sample (a made-up ecosystem) or files; without it the one that the other options are of, else records. 来源：records（本方算力池记录）、sample（虚构生态）或 files（文件）；省略时由其他选项决定，否则为 records。" };
    private static readonly Option<int?> Seed = Verb.NumberOption("--seed", "sample: which one; a number is the same everywhere. sample：样本编号，同一编号处处相同。");
    private static readonly Option<PoolId[]> Pools = Verb.IdsOption<PoolId>("--pool", "records: pools of yours; all of them without it. records：本方算力池，默认全部。");
    private static readonly Option<int?> Days = Verb.NumberOption("--days", "records: days back; 30 without it. records：回溯天数，默认 30。");
    private static readonly Option<FileInfo?> Jobs = new("--jobs") { Description = "files: CSV job_id,submit_s,duration_s,gpus,vc, plain or gzipped. files：作业 CSV，可为 gzip。" };
    private static readonly Option<FileInfo?> Capacity = new("--capacity") { Description = "files: CSV vc,nodes, plain or gzipped. files：各方节点数 CSV，可为 gzip。" };
    private static readonly Option<string[]> Mode = new("--mode") { Description = $"{string.Join(", ", Modes.Keys)}; several; {string.Join(", ", ModesDefault)} without it. 共享方式，可多选，默认为 {string.Join("、", ModesDefault)}。", AllowMultipleArgumentsPerToken = true };

    /// <summary>Options that are of one source alone.</summary>
    private static readonly (Option Option, string Source)[] Owned = [(Seed, "sample"), (Pools, "records"), (Days, "records"), (Jobs, "files"), (Capacity, "files"), (ReplayVerb.GpusPerNode, "files")];

    public static Command Build() => Verb.Of(
        "what-if",
        "What if these clusters pooled? Idle, waits, who would be worse off, on your own records, a sample or files. 如果这些集群共享算力：闲置、等待、谁会变差，可用本方记录、样本或文件。",
        Run,
        Source, Seed, Pools, Days, Jobs, Capacity, ReplayVerb.GpusPerNode, Mode, ReplayVerb.Scale, ReplayVerb.Cost);

    private static async Task<int> Run(VerbRun run)
    {
        var view = await run.Node.AskWhatIf(await Request(run), run.Stop);
        try
        {
            view = await Follow(run, view);
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            await run.Node.StopWhatIf(view.Id, CancellationToken.None);
            throw;
        }

        if (view.State != "done")
        {
            run.Notes.WriteLine($"The comparison is {view.State}; the node's log says why if it failed. 推演未完成（{view.State}），若为 failed，原因见节点日志。");
            return ExitCode.Unsound;
        }

        run.Show(
            view,
            ("jobs", $"{CountWords.Of(view.Jobs, "job")} of {CountWords.Of(view.Owners, "owner")}, submitted over {WindowWords.Span(view.Hours)}{(view.OtherJobs > 0 ? $"; left out, of owners without devices: {view.OtherJobs}" : "")} · {view.Owners} 个所有者的 {view.Jobs} 个作业，提交历时 {WindowWords.Span(view.Hours)}{(view.OtherJobs > 0 ? $"；另有 {view.OtherJobs} 个作业的所有者无设备，未计入" : "")}"),
            ("left out", ReplayVerb.TooLarge(view.TooLargeAlone)),
            ("devices", $"{view.Devices}"));
        if (run.Json)
        {
            return ExitCode.Done;
        }

        var done = view.Policies.Where(p => p.Figures is not null).ToList();
        await run.List(
            done,
            ["Policy", "Devices", "Ends after", "Idle %", "Wait mean", "Wait p95", "Queueing", "Evictions", "Lost", "Jobs later", "Worse off"],
            p => [p.Policy, $"{p.Figures!.Devices}", WindowWords.Span(p.Figures.Hours), $"{p.Figures.IdlePct:0.00}", WindowWords.Span(p.Figures.WaitMeanHours), WindowWords.Span(p.Figures.WaitP95Hours), WindowWords.Span(p.Figures.QueueingMeanHours), $"{p.Figures.Evictions}", ReplayVerb.GpuHours(p.Figures.LostDeviceHours), $"{p.Figures.JobsLater}", p.Figures.OwnersWorseOff.Count == 0 ? "nobody 无" : string.Join(' ', p.Figures.OwnersWorseOff)]);
        await run.List(
            done.SelectMany(p => p.Figures!.Owners.Select(o => (p.Policy, Owner: o))),
            ["Policy", "Owner", "Devices", "Jobs", "Idle alone %", "Queueing", "Alone", "Worse off"],
            o => [o.Policy, o.Owner.Name, $"{o.Owner.Devices}", $"{o.Owner.Jobs}", $"{o.Owner.IdleAlonePct:0.0}", WindowWords.Span(o.Owner.QueueingHours) + ReplayVerb.Mark(o.Owner.NeverAlone), WindowWords.Span(o.Owner.QueueingAloneHours), o.Owner.WorseOff ? "yes 是" : "no 否"]);
        await ReplayVerb.SayMark(run, done.Exists(p => p.Figures!.Owners.Any(o => o.NeverAlone > 0)));
        return ExitCode.Done;
    }

    private static async Task<WhatIfView> Follow(VerbRun run, WhatIfView view)
    {
        var told = -1;
        while (view.State is "queued" or "running")
        {
            var percent = (int)(100 * view.Policies.Average(p => p.Progress));
            if (percent != told && run.Shell.Interactive)
            {
                run.Notes.WriteLine($"{percent,3} %");
                told = percent;
            }

            await Task.Delay(Look, run.Shell.Clock, run.Stop);
            view = await run.Node.WhatIf(view.Id, run.Stop);
        }

        return view;
    }

    /// <summary>What is asked; what can be seen to be wrong without the node is refused as the offline verbs do.</summary>
    private static async Task<WhatIfRequest> Request(VerbRun run)
    {
        var (source, perNode) = (SourceOf(run), ReplayVerb.PerNode(run));
        var (jobs, capacity) = (run.Get(Jobs), run.Get(Capacity));
        foreach (var mode in run.Get(Mode) ?? [])
        {
            ModeIs(run, mode);
        }

        var modes = run.Get(Mode) is { Length: > 0 } chosen ? chosen : ModesDefault;
        var request = new WhatIfRequest(source, modes)
        {
            Seed = run.Get(Seed),
            Pools = run.Get(Pools) is { Length: > 0 } pools ? pools : null,
            Days = run.Get(Days) is null or (>= 1 and <= DaysMax) ? run.Get(Days) : throw new UsageException($"--days must be 1 to {DaysMax}. --days：须为 1 至 {DaysMax}。"),
            DevicesPerNode = source == "files" ? perNode : null,
            ScalePct = Percent(run.Get(ReplayVerb.Scale)!.Value),
            EvictionCostSeconds = ReplayVerb.CostS(run) ?? -1,
        };
        ReplayVerb.HaveEffect(run, run.Get(ReplayVerb.Scale)!.Value, ReplayVerb.CostS(run), modes);
        if (source != "files")
        {
            return request;
        }

        if (jobs is null || capacity is null)
        {
            var (there, missing) = jobs is null ? (capacity is null ? "--source files" : "--capacity", "--jobs") : ("--jobs", "--capacity");
            throw new UsageException($"{missing} is missing: jobs are compared with --jobs and --capacity together, and {there} is given. 缺少 {missing}：已给出 {there}，须同时给出 --jobs 与 --capacity。");
        }

        Check(jobs, capacity, perNode);
        return request with { JobsSha256 = await run.Node.Upload(jobs, null, run.Stop), CapacitySha256 = await run.Node.Upload(capacity, null, run.Stop) };
    }

    /// <summary>Where the jobs come from. An option of another source would have no effect, and who typed it would not know.</summary>
    private static string SourceOf(VerbRun run)
    {
        var given = Owned.Where(o => run.Has(o.Option)).ToList();
        var source = run.Get(Source) is not { } named ? given.Select(g => g.Source).FirstOrDefault("records")
            : Sources.Contains(named) ? named
            : throw new UsageException($"--source: \"{named}\" is none of {string.Join(", ", Sources)}. --source：“{named}”无效，可选 {string.Join("、", Sources)}。");
        if (given.Find(g => g.Source != source) is { Option: { } odd } wrong)
        {
            var other = run.Has(Source) ? $"--source {source}" : given[0].Option.Name;
            throw new UsageException($"{odd.Name} is of --source {wrong.Source} and has no effect with {other}: leave one of them out. {odd.Name} 仅用于 --source {wrong.Source}，与 {other} 同用无效，请去掉其一。");
        }

        return source;
    }

    private static void ModeIs(VerbRun run, string mode)
    {
        // The option takes several words, so it took what was meant for another.
        if (mode.StartsWith('-'))
        {
            throw new UsageException(ParseWords.NoOption(mode, run.Parsed.CommandResult.Command));
        }

        if (ReplayVerb.Named(ReplayVerb.Modes, "--mode", mode) is ReplayMode.PooledSrpt)
        {
            throw new UsageException($"--mode: pooled-srpt is a bound that no scheduler reaches; keyeco compute replay reckons it. Here it is one of {string.Join(", ", Modes.Keys)}. --mode：pooled-srpt 是任何调度都达不到的界限，请用 keyeco compute replay 计算；此处可选 {string.Join("、", Modes.Keys)}。");
        }
    }

    /// <summary>The node takes whole percents.</summary>
    private static int Percent(decimal scale) => scale is >= 0.01m and <= ScaleMax && scale * 100 % 1 == 0 ? (int)(scale * 100)
        : throw new UsageException($"--scale must be 0.01 to {ScaleMax}, with at most two digits behind the point: 0.85 is 85 percent of all devices. --scale：须为 0.01 至 {ScaleMax}，至多两位小数；0.85 即全部设备的 85%。");

    /// <summary>Reads the files before they are sent: the node knows them by their hashes, and could not name them where something is wrong.</summary>
    private static void Check(FileInfo jobs, FileInfo capacity, int perNode)
    {
        var read = Trace.Parse($"{jobs}", CsvLines.Read("--jobs", $"{jobs}"), $"{capacity}", CsvLines.Read("--capacity", $"{capacity}"), perNode);
        if (!read.IsOk)
        {
            throw new UsageException(read.Refusal.Detail);
        }
    }
}
