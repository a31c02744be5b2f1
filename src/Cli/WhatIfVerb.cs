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
    private static readonly string[] PoliciesDefault = ["isolated-fifo", "pooled-fifo", "entitlement"];

    private static readonly Option<string?> Source = new("--source") { Description = "records (what ran on your pools), sample (a made-up ecosystem) or files; files with --jobs, else records. 来源：records、sample 或 files。" };
    private static readonly Option<int?> Seed = Verb.NumberOption("--seed", "sample: which one; a number is the same everywhere. 样本编号。");
    private static readonly Option<PoolId[]> Pools = Verb.IdsOption<PoolId>("--pool", "records: pools of yours; all of them without it. 本方算力池，默认全部。");
    private static readonly Option<int?> Days = Verb.NumberOption("--days", "records: days back; 30 without it. 回溯天数，默认 30。");
    private static readonly Option<FileInfo?> Jobs = new("--jobs") { Description = "files: CSV job_id,submit_s,duration_s,gpus,vc, plain or gzipped. 作业 CSV。" };
    private static readonly Option<FileInfo?> Capacity = new("--capacity") { Description = "files: CSV vc,nodes, plain or gzipped. 各方节点数 CSV。" };
    private static readonly Option<int?> PerNode = Verb.NumberOption("--gpus-per-node", "files: devices of a node; 8 without it. 每节点设备数，默认 8。");
    private static readonly Option<string[]> Policies = new("--policy") { Description = "isolated-fifo, isolated-easy, pooled-fifo, pooled-easy, entitlement; several. 共享方式，可多选。", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<int?> Scale = Verb.NumberOption("--scale", "Percent of all devices that the pool has; 100 without it. 共享池设备占总数的百分比，默认 100。");
    private static readonly Option<string?> Cost = new("--eviction-cost") { Description = "Seconds of work that an eviction costs, or all. 每次收回损失的秒数，或 all。" };

    public static Command Build() => Verb.Of(
        "what-if",
        "What if these clusters pooled? Idle, waits, who would be worse off, on your own records, a sample or files. 如果这些集群共享算力：闲置、等待、谁会变差。",
        Run,
        Source, Seed, Pools, Days, Jobs, Capacity, PerNode, Policies, Scale, Cost);

    private static async Task Run(VerbRun run)
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

        run.Show(
            view,
            ("state", view.State == "done" ? null : view.State),
            ("jobs", $"{view.Jobs} of {Plural.Of(view.Owners, "owner")} 个所有者, submitted over 提交历时 {Span(view.Hours)}{(view.OtherJobs > 0 ? $"; {view.OtherJobs} more, of owners without devices, are left out 另有 {view.OtherJobs} 个作业的所有者无设备，未计入" : "")}"),
            ("left out", ReplayVerb.TooLarge(view.TooLargeAlone)),
            ("devices", $"{view.Devices}"));
        if (run.Json)
        {
            return;
        }

        var done = view.Policies.Where(p => p.Figures is not null).ToList();
        await run.List(
            done,
            ["Policy", "Devices", "Ends after h", "Idle %", "Wait mean h", "Wait p95 h", "Queueing h", "Evictions", "Lost device h", "Jobs later", "Worse off"],
            p => [p.Policy, $"{p.Figures!.Devices}", $"{p.Figures.Hours:0.00}", $"{p.Figures.IdlePct:0.00}", $"{p.Figures.WaitMeanHours:0.00}", $"{p.Figures.WaitP95Hours:0.00}", $"{p.Figures.QueueingMeanHours:0.00}", $"{p.Figures.Evictions}", $"{p.Figures.LostDeviceHours:0}", $"{p.Figures.JobsLater}", p.Figures.OwnersWorseOff.Count == 0 ? "nobody 无" : string.Join(' ', p.Figures.OwnersWorseOff)]);
        await run.List(
            done.SelectMany(p => p.Figures!.Owners.Select(o => (p.Policy, Owner: o))),
            ["Policy", "Owner", "Devices", "Jobs", "Idle alone %", "Queueing h", "Alone h", "Worse off"],
            o => [o.Policy, o.Owner.Name, $"{o.Owner.Devices}", $"{o.Owner.Jobs}", $"{o.Owner.IdleAlonePct:0.0}", $"{o.Owner.QueueingHours:0.00}", $"{o.Owner.QueueingAloneHours:0.00}", o.Owner.WorseOff ? "yes 是" : "no 否"]);
    }

    private static string Span(double hours) => hours < 1 ? $"{hours * 3600:0} s" : $"{hours:0.0} h";

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

        return view.State == "done" ? view : throw new UsageException($"The comparison is {view.State}; the node's log says why if it failed. 对比未完成。");
    }

    private static async Task<WhatIfRequest> Request(VerbRun run)
    {
        var jobs = run.Get(Jobs);
        var request = new WhatIfRequest(run.Get(Source) ?? (jobs is null ? "records" : "files"), run.Get(Policies) is { Length: > 0 } chosen ? chosen : PoliciesDefault)
        {
            Seed = run.Get(Seed),
            Pools = run.Get(Pools) is { Length: > 0 } pools ? pools : null,
            Days = run.Get(Days),
            DevicesPerNode = run.Get(PerNode),
            ScalePct = run.Get(Scale),
            EvictionCostSeconds = run.Get(Cost) is { } cost ? ReplayVerb.CostS("--eviction-cost", cost) ?? -1 : null,
        };
        if (jobs is null)
        {
            return run.Get(Capacity) is null && request.Source != "files" ? request : throw new UsageException("--jobs: files are compared by --jobs and --capacity together. --jobs：与 --capacity 同时给出。");
        }

        var capacity = run.Get(Capacity) ?? throw new UsageException("--capacity: the owners' devices are needed with --jobs. --capacity：与 --jobs 同时给出。");
        Check(run, jobs, capacity);
        return request with { JobsSha256 = await run.Node.Upload(jobs, null, run.Stop), CapacitySha256 = await run.Node.Upload(capacity, null, run.Stop) };
    }

    /// <summary>Reads the files before they are sent: the node knows them by their hashes, and could not name them where something is wrong.</summary>
    private static void Check(VerbRun run, FileInfo jobs, FileInfo capacity)
    {
        var perNode = Math.Clamp(run.Get(PerNode) ?? Replays.GpusPerNodeDefault, 1, Replays.GpusPerNodeMax);
        var read = Trace.Parse($"{jobs}", CsvLines.Read("--jobs", $"{jobs}"), $"{capacity}", CsvLines.Read("--capacity", $"{capacity}"), perNode);
        if (!read.IsOk)
        {
            throw new UsageException(read.Refusal.Detail);
        }
    }
}
