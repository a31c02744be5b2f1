using System.Collections.Concurrent;
using System.Text;
using System.Threading.Channels;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Files;
using KeyEcosystem.Platform.Identity;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Compute.Work;

/// <summary>Compares ways of sharing on request, one comparison at a time, in the background. They change nothing and are kept in memory: a node that starts again has none.</summary>
internal sealed class WhatIfs(ComputeReads reads, HistoryReads history, ComputeFolders folders, IIds ids, TimeProvider clock, ILogger<WhatIfs> log) : BackgroundService
{
    private const int KeptMax = 100;
    private const int WaitingMax = 16;
    private const int LinesMax = 500_000;
    private const string Prefix = "wif_";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly string[] Sources = ["sample", "records", "files"];

    private readonly ConcurrentDictionary<string, WhatIf> known = new(StringComparer.Ordinal);
    private readonly Channel<WhatIf> waiting = Channel.CreateUnbounded<WhatIf>();

    /// <summary>Begins one; what can't be replayed is refused by file, line and column.</summary>
    public async Task<Result<WhatIfView>> Ask(WhatIfRequest request, Caller caller, CancellationToken stop)
    {
        if (Check(request) is { } wrong)
        {
            return wrong;
        }

        if (known.Values.Count(w => w.Member == caller.Member && !w.Over) >= WaitingMax)
        {
            return new Refusal("compute.what-if.too-many", "Comparisons of yours are under way.", $"{WaitingMax} may be under way for one organisation: wait for one, or stop it. 每个机构至多 {WaitingMax} 个推演同时进行，请等待其中一个结束，或停止一个。");
        }

        var trace = request.Source switch
        {
            "sample" => SampleTrace.Make(request.Seed ?? 1),
            "records" => await Records(request, caller, stop),
            _ => await Files(request, caller, stop),
        };
        if (!trace.IsOk)
        {
            return trace.Refusal;
        }

        var made = new WhatIf($"{Prefix}{ids.Next():n}", caller.Member, request.Source, trace.Value, [.. request.Policies.Distinct(StringComparer.Ordinal)], request.ScalePct ?? 100, request.EvictionCostSeconds is -1 ? null : request.EvictionCostSeconds ?? 0, clock.GetUtcNow());
        known[made.Id] = made;
        foreach (var old in known.Values.Where(w => w.Over).OrderByDescending(w => w.At).Skip(KeptMax))
        {
            if (known.TryRemove(old.Id, out _))
            {
                old.Dispose();
            }
        }

        waiting.Writer.TryWrite(made);
        return made.View();
    }

    /// <summary>A comparison of the caller's organisation.</summary>
    public Result<WhatIfView> Of(string id, Caller caller) => Find(id, caller) is { } found ? found.View() : Unknown(id);

    /// <summary>Stops one.</summary>
    public Result<WhatIfView> Stop(string id, Caller caller)
    {
        if (Find(id, caller) is not { } found)
        {
            return Unknown(id);
        }

        found.Stop();
        return found.View();
    }

    public override void Dispose()
    {
        foreach (var one in known.Values)
        {
            one.Dispose();
        }

        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var next in waiting.Reader.ReadAllAsync(stoppingToken))
            {
                // A thread of its own: a replay computes for seconds.
                await Task.Factory.StartNew(() => Run(next, stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    /// <summary>One that fails must not take the node with it, nor those that wait.</summary>
    private void Run(WhatIf next, CancellationToken stop)
    {
        try
        {
            next.Run(stop);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Log.WhatIfFailed(log, failure, next.Id);
            next.Fail();
        }
    }

    private static Refusal? Check(WhatIfRequest request) =>
        !Sources.Contains(request.Source) ? Refusal.Field("source", string.Join(", ", Sources), request.Source)
        : request.Policies is not { Count: > 0 } ? Refusal.Field("policies", "at least one way of sharing", "")
        : request.Policies.FirstOrDefault(p => p is null || !WhatIf.Modes.ContainsKey(p)) is { } odd ? Refusal.Field("policies", string.Join(", ", WhatIf.Modes.Keys), odd)
        : request.ScalePct is < 1 or > 1000 ? Refusal.Field("scalePct", "1 to 1000", $"{request.ScalePct}")
        : request.EvictionCostSeconds is < -1 or > 1_000_000_000 ? Refusal.Field("evictionCostSeconds", "-1 to 1000000000", $"{request.EvictionCostSeconds}")
        : request.Days is < 1 or > 366 ? Refusal.Field("days", "1 to 366", $"{request.Days}")
        : request.DevicesPerNode is < 1 or > Replays.GpusPerNodeMax ? Refusal.Field("devicesPerNode", $"1 to {Replays.GpusPerNodeMax}", $"{request.DevicesPerNode}")
        : null;

    private static Refusal Unknown(string id) => new("compute.what-if.unknown", "There is no such comparison.", $"Your organisation has no comparison \"{id}\". They are kept until the node starts again. 推演结果保留到节点重启为止，请重新推演。");

    private WhatIf? Find(string id, Caller caller) => known.GetValueOrDefault(id) is { } found && found.Member == caller.Member ? found : null;

    /// <summary>What ran on pools of the caller's: each job with the time that it computed, on all its runs together.</summary>
    private async Task<Result<Trace>> Records(WhatIfRequest request, Caller caller, CancellationToken stop)
    {
        var own = (await reads.KnownPools(stop)).Values.Where(p => (p.Member == caller.Member.Value || caller.Is(NodeRoles.Operator)) && (request.Pools is not { } wanted || wanted.Contains(new PoolId(p.Id)))).OrderBy(p => p.Id).ToList();
        if (own.Count == 0)
        {
            return new Refusal("compute.pool.unknown", "There is no such pool of yours.", "Records are replayed of pools of your own organisation; none of them is one. Choose the source sample, or files. 只能推演本机构算力池的记录；本机构没有这样的算力池，请改选示例或上传文件。");
        }

        var now = clock.GetUtcNow();
        var from = now - TimeSpan.FromDays(request.Days ?? 30);
        Guid[] pools = [.. own.Select(p => p.Id)];
        var jobs = (await history.Runs(pools, from, now, stop)).Where(r => pools.Contains(r.Home) && r.QueuedAt >= from)
            .GroupBy(r => r.Job)
            .Select(g => new TraceJob(new JobId(g.Key).ToString(), (long)(g.First().QueuedAt - from).TotalSeconds, Math.Max(1, g.Sum(r => (long)(r.To - r.From).TotalSeconds)), g.First().Devices, Array.IndexOf(pools, g.First().Home)))
            .OrderBy(j => j.SubmitS).ThenBy(j => j.Id, StringComparer.Ordinal).ToList();

        // Time before the first job is nobody's idleness.
        jobs = [.. jobs.Select(j => j with { SubmitS = j.SubmitS - jobs[0].SubmitS })];
        return jobs.Count == 0
            ? new Refusal("compute.file.empty", "There is nothing to replay.", $"No job of these pools ended in the last {(request.Days == 1 ? "day" : CountWords.Of(request.Days ?? 30, "day"))}. 最近 {request.Days ?? 30} 天内，这些算力池没有作业结束。")
            : new Trace(jobs, [.. own.Select(p => new TraceOwner($"{p.Title} {new PoolId(p.Id).ToString()[^4..]}", p.Devices))], 0);
    }

    private async Task<Result<Trace>> Files(WhatIfRequest request, Caller caller, CancellationToken stop)
    {
        var jobs = await Lines("jobsSha256", request.JobsSha256, caller, stop);
        var capacity = await Lines("capacitySha256", request.CapacitySha256, caller, stop);
        return !jobs.IsOk ? jobs.Refusal : !capacity.IsOk ? capacity.Refusal : Trace.Parse("jobs", jobs.Value, "capacity", capacity.Value, request.DevicesPerNode ?? Replays.GpusPerNodeDefault);
    }

    private async Task<Result<IReadOnlyList<string>>> Lines(string field, string? sha256, Caller caller, CancellationToken stop)
    {
        if (sha256 is not { Length: 64 } || !sha256.All(char.IsAsciiHexDigitLower))
        {
            return Refusal.Field(field, "a SHA-256, 64 lower-case hexadecimal digits", sha256 ?? "");
        }

        var path = folders.UploadsOf(caller.Member.Value).PathOf(sha256);
        if (!File.Exists(path))
        {
            return new Refusal("compute.file.missing", "A file has not arrived.", $"No upload of your organisation has the SHA-256 {sha256}: upload it first. 本机构没有 SHA-256 为 {sha256} 的上传文件，请先上传。");
        }

        try
        {
            using var reader = new StreamReader(PlainOrGzipStream.Open(path), Strict);
            var lines = new List<string>();
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                if (lines.Count == LinesMax)
                {
                    return Refusal.Field(field, $"a file of at most {LinesMax} lines", "more");
                }

                lines.Add(line);
            }

            return lines;
        }
        catch (InvalidDataException)
        {
            return Refusal.Field(field, "a whole gzip file, or plain text", "a gzip file that is damaged or cut off");
        }
        catch (DecoderFallbackException)
        {
            return Refusal.Field(field, "text in UTF-8", Utf8Place.FirstWrong(path) is var (line, at) ? $"other bytes in line {line}, at byte {at}" : "other bytes");
        }
    }
}
