using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using KeyEcosystem.Client;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Compute.Core.Devices;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Agent;

/// <summary>One run in an agent's hands: fetch its files, hand it to the cluster once, send what it writes, bring its results, say its end.</summary>
internal sealed class HeldRun(RunOrder order, RunFolder folders, IClusterBackend cluster, NodeHttp node, AgentSession session, Func<RunOrder, string, BackendSubmission> submissionOf, IReadOnlyList<string> binds, TimeProvider clock, Action<string> say)
{
    private const int LinesMax = 500;
    private const int LineCharsMax = 8192;
    private const string ImageFailed = "image-failed";
    private const string TakenUp = "taken-up";
    private const string Killed = "agent.run.killed";
    private const int ErrorCharsMax = 500;
    private const int LeftCharsMax = 2000;
    private volatile RunReport report = new(order.Job, order.Attempt, "staging", null, null, null, null, null, null, null);
    private (TimeSpan Grace, string Reason)? asked;
    private static readonly TimeSpan WaitsAge = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UnsaidWaitsAge = TimeSpan.FromMilliseconds(500);

    /// <summary>Word of a node that has given the run up.</summary>
    private const string Unknown = "unknown";

    /// <summary>Words of a node that no longer wants the run.</summary>
    private static readonly string[] Unwanted = ["cancelled", Unknown];
    private readonly RunResults results = new(order, folders.Of(new RunName(order.Job, order.Attempt).Key), node, clock, say);
    private bool told;
    private DateTimeOffset waitsAt;
    private readonly LoadLog load = new($"{order.Job}: load", order.Devices);
    private long loadRead;
    private string? loadTrouble;

    /// <summary>The ending that is under way, with its grace.</summary>
    private Task ending = Task.CompletedTask;

    /// <summary>Fetching or bringing of files that is under way, beside the steps of this run and of all others.</summary>
    private Task<BroughtResults>? work;
    private CancellationTokenSource? working;
    private DateTimeOffset retryAt;
    private readonly RetryPause pause = RetryPause.OfFiles();
    private string? trouble;

    /// <summary>Which run.</summary>
    public RunName Name { get; } = new(order.Job, order.Attempt);

    /// <summary>How it stands, as the node is told.</summary>
    public RunReport Report => report;

    /// <summary>Whether there is nothing left to do but to be forgotten.</summary>
    public bool Over => report.State == "ended";

    /// <summary>Its files under way; whoever waits for something to do waits for their end too. Null when none are, or they have arrived.</summary>
    public Task? Work => work is { IsCompleted: false } ? work : null;

    /// <summary>Whether earlier runs of the same job are still under way here: what they save is not whole yet.</summary>
    public required Func<bool> OthersOfJob { get; init; }

    /// <summary>Whether it may go on in another run, and what it saved was perhaps not fetched: it was given up by the node, lost here, or told to go by another than its sender.</summary>
    public bool GoesOn => asked is { Reason: Unknown } || report.Ending is "preempted" || Lost(report.Ending) || (report.Ending == "cancelled" && !(asked is { } wish && Unwanted.Contains(wish.Reason)));

    /// <summary>Its name at the cluster.</summary>
    public BackendKey ClusterKey => key;

    private readonly BackendKey key = new(order.Job, order.Attempt);

    private string Folder => folders.Of(Name.Key);

    /// <summary>The node wants it ended.</summary>
    public void End(TimeSpan grace, string reason)
    {
        // A harder wish replaces a softer one.
        asked = asked is { } earlier && earlier.Grace <= grace ? earlier : (grace, reason);
    }

    /// <summary>One step on; true when what the node should know has changed.</summary>
    /// <param name="seen">How the cluster says it stands; null when it does not know it.</param>
    /// <param name="stop">Ends the step; it is made anew later.</param>
    public async Task<bool> Step(BackendJob? seen, CancellationToken stop)
    {
        var before = report;
        try
        {
            if (Over)
            {
                return false;
            }

            if (!folders.Handed(Name.Key))
            {
                await HandOver(stop);
            }
            else if (seen is null)
            {
                // The cluster may have been asked in the moment in which the agent died: asking again is asking once.
                await Submit(stop);
            }
            else
            {
                await Follow(seen, stop);
            }
        }
        catch (NodeProblemException refused) when (refused.Status is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity)
        {
            // The node does not want it any more, or what it needs is gone.
            await Leave(seen, AgentWords.Of(refused), stop);
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            // The others go on; this one is tried again, and says so once.
            Say($"本次运行暂不能继续，将重试。The run cannot go on now and is tried again: {(away.InnerException ?? away).Message}");
        }

        return !ReferenceEquals(before, report);
    }

    private void Say(string words)
    {
        if (trouble != words)
        {
            trouble = words;
            say($"{Name.Key}: {words}");
        }
    }

    /// <summary>Begins work on files that is done beside the steps; null while it goes on.</summary>
    private async Task<BroughtResults?> Beside(Func<CancellationToken, Task<BroughtResults>> files, CancellationToken stop)
    {
        if (work is null)
        {
            working = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var token = working.Token;
            work = Task.Run(() => files(token), token);
        }

        if (!work.IsCompleted)
        {
            return null;
        }

        var done = work;
        (work, working) = (null, Dropped(working));
        return await done;
    }

    /// <summary>Ends work on files; what has arrived stays.</summary>
    private async Task Drop()
    {
        if (work is null)
        {
            return;
        }

        await working!.CancelAsync();
        await Task.WhenAny(work);
        (work, working) = (null, Dropped(working));
    }

    private static CancellationTokenSource? Dropped(CancellationTokenSource? source)
    {
        source?.Dispose();
        return null;
    }

    private async Task HandOver(CancellationToken stop)
    {
        if (asked is not null)
        {
            await Drop();
            report = report with { State = "ended", Ending = "cancelled", Statement = "启动前被终止。Ended before it began." };
            return;
        }

        if (clock.GetUtcNow() < retryAt || OthersOfJob())
        {
            return;
        }

        try
        {
            if (await Beside(Stage, stop) is null)
            {
                return;
            }
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            retryAt = clock.GetUtcNow() + pause.Next();
            throw;
        }

        folders.Hand(Name.Key);
        await Submit(stop);
    }

    /// <summary>Lays out all that the run needs.</summary>
    private async Task<BroughtResults> Stage(CancellationToken stop)
    {
        var taken = File.Exists(Path.Combine(Folder, TakenUp));
        if (!taken && folders.TakeUp(Name))
        {
            RunFolder.Write(Path.Combine(Folder, TakenUp), "");
            say($"{Name.Key}: goes on from what its last run saved here 接续上次运行在本处保存的进度");
            taken = true;
        }

        foreach (var file in order.Files.Where(f => !taken || f.Folder != "checkpoint"))
        {
            await Fetch(file, stop);
        }

        if (order.Files.Any(f => f.Folder == "code"))
        {
            await Unpack(stop);
        }

        if (order.Script is { } script)
        {
            var path = Path.Combine(Folder, "script");
            await File.WriteAllTextAsync(path, script, stop);
            Executable(path);
        }

        var run = Path.Combine(Folder, "run.sh");
        await File.WriteAllTextAsync(run, RunScript.Of(order, Folder, binds), stop);
        Executable(run);
        return BroughtResults.None;
    }

    private async Task Submit(CancellationToken stop)
    {
        if (asked is not null)
        {
            report = report with { State = "ended", Ending = "cancelled", Statement = "启动前被终止。Ended before it began." };
            return;
        }

        var done = await cluster.Submit(submissionOf(order, Folder), stop);
        if (done is { IsOk: true, Value.State: not BackendJobState.Pending })
        {
            // It was there before, and has begun or ended. A scheduler that was killed may have forgotten it, and then no change tells of it: this answer does.
            await Follow(done.Value, stop);
            return;
        }

        if (done.IsOk)
        {
            say($"{Name.Key}: at the cluster 已交集群，{done.Value.NativeId}");
            report = report with { State = "pending", Place = done.Value.NativeId };
            return;
        }

        if (done.Refusal.Code == BackendRefusals.JobRefused)
        {
            report = report with { State = "ended", Ending = "setup.failed", Statement = $"集群拒绝了该作业：{done.Refusal.Detail} The cluster refused the job: {done.Refusal.Detail}" };
            return;
        }

        throw new IOException(done.Refusal.Detail);
    }

    private async Task Follow(BackendJob seen, CancellationToken stop)
    {
        if (!seen.Ended && ending.IsCompleted && asked is { } wish && !told)
        {
            say($"{Name.Key}: told to go ({wish.Reason}), {wish.Grace.TotalSeconds:0} s of grace · 收到终止请求，宽限 {wish.Grace.TotalSeconds:0} 秒");
            told = true;
            ending = Cancel(wish.Grace);
        }

        if (seen.State == BackendJobState.Pending)
        {
            await Waits(seen, stop);
            return;
        }

        await Lines(seen.Ended, stop);
        var measured = await Load(stop);
        if (seen.State == BackendJobState.Running)
        {
            report = report.State == "running" && measured == report.Load ? report : report with { State = "running", StartedAt = seen.StartedAt, Place = seen.NativeId, Load = measured, Waits = null, ExpectedAt = null };
            return;
        }

        if (work is not null && asked is { } given && Unwanted.Contains(given.Reason))
        {
            await Drop();
            report = report with { State = "ended", StartedAt = seen.StartedAt, EndedAt = seen.EndedAt, ExitCode = seen.ExitCode ?? 0, Ending = "cancelled", Statement = "结果上传时被撤回。Withdrawn while its results were uploaded.", Place = seen.NativeId, Load = measured, Waits = null, ExpectedAt = null };
            say($"{Name.Key}: {report.Statement}");
            return;
        }

        var how = EndingOf(seen);
        if (await Brought(seen, how, stop) is not { } brought)
        {
            report = report is { State: "running", Waits: RunReport.Uploading } && measured == report.Load ? report : report with { State = "running", StartedAt = seen.StartedAt, Place = seen.NativeId, Load = measured, Waits = RunReport.Uploading, ExpectedAt = null };
            return;
        }

        // Of a run that was told to go or was lost, what could not be saved is a loss of its own time and no other ending.
        (string? left, string words) = how is null && brought.Ending is not null ? (null, brought.Words) : (brought.Words.Length > 0 ? brought.Words : null, WordsOf(how, seen));
        how ??= brought.Ending;
        words = brought.NotKept.Length > 0 ? $"{words} {brought.NotKept}" : words;
        report = report with
        {
            State = "ended",
            StartedAt = seen.StartedAt,
            EndedAt = seen.EndedAt,
            ExitCode = how is null ? seen.ExitCode ?? 0 : null,
            Ending = how,
            Statement = words,
            Left = left is { Length: > LeftCharsMax } ? left[..LeftCharsMax] : left,
            Results = brought.Files,
            Place = seen.NativeId,
            Load = measured,
            Waits = null,
            ExpectedAt = null,
        };
        say($"{Name.Key}: ended, {OutcomeWords.Coded(how ?? $"exit.{seen.ExitCode ?? 0}")}, {CountWords.Of(brought.Files.Count, "file")} · 结束，{brought.Files.Count} 个文件");
    }

    /// <summary>What the run left is brought: of a success its results, of a run that was told to go or was lost here what it saved. Null while that goes on.</summary>
    private async Task<BroughtResults?> Brought(BackendJob seen, string? how, CancellationToken stop) =>
        how is null && seen.ExitCode is null or 0 ? await Beside(token => results.Bring(RunResults.Out, token), stop)
        : (how is "cancelled" or "preempted" || Lost(how)) && !(asked is { } wish && Unwanted.Contains(wish.Reason)) ? await Beside(token => results.Bring("checkpoint", token), stop)
        : BroughtResults.None;

    /// <summary>Why the cluster lets it wait: changes tell of states only, so it is asked now and then, and soon again while it gives no reason yet.</summary>
    private async Task Waits(BackendJob seen, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        if (report.State == "pending" && now - waitsAt < (report.Waits is null ? UnsaidWaitsAge : WaitsAge))
        {
            return;
        }

        waitsAt = now;
        Result<BackendJob> found = report.State == "pending" ? await cluster.Find(key, stop) : seen;
        if (found.IsOk && found.Value is { State: BackendJobState.Pending } waiting && (report.State != "pending" || (report.Waits, report.ExpectedAt) != (waiting.Reason, waiting.ExpectedAt)))
        {
            report = report with { State = "pending", Place = waiting.NativeId, Waits = waiting.Reason, ExpectedAt = waiting.ExpectedAt };
        }
    }

    /// <summary>How a run ended when not by itself. Who was told to end and does not end with 0 has not finished: that is what the code says then.</summary>
    private string? EndingOf(BackendJob seen) => seen.State switch
    {
        BackendJobState.Completed => null,
        BackendJobState.Cancelled => "cancelled",
        BackendJobState.Failed or BackendJobState.NodeFailed when told => "cancelled",
        BackendJobState.Failed when File.Exists(Path.Combine(Folder, ImageFailed)) => "setup.failed",
        BackendJobState.Failed when File.Exists(Path.Combine(Folder, "over-time")) || seen.Reason is "TimeLimit" => "limit.wall",
        BackendJobState.Failed when seen.Reason is "OutOfMemory" => "limit.memory",
        BackendJobState.Failed when seen.ExitCode is null => "setup.failed",
        BackendJobState.Failed when FromOutside => Killed,
        BackendJobState.Failed => null,
        BackendJobState.NodeFailed => "agent.node.failed",
        BackendJobState.Preempted => "preempted",
        _ => "agent.lost",
    };

    private static bool Lost(string? how) => how?.StartsWith("agent.", StringComparison.Ordinal) == true;

    /// <summary>Whether somebody ended the run at its machine, or the machine was shut down: its script was killed, or asked to end by another than this agent.</summary>
    private bool FromOutside => File.Exists(Path.Combine(Folder, RunScript.Unended)) || File.Exists(Path.Combine(Folder, RunScript.Noticed));

    private string WordsOf(string? how, BackendJob seen) => how switch
    {
        null => $"以代码 {seen.ExitCode ?? 0} 结束。Ended with code {seen.ExitCode ?? 0}.",
        "limit.wall" => "超过可运行的时间（--seconds）。It ran longer than it may (--seconds).",
        "limit.memory" => $"内存超过 {order.Limits.MemoryMb} MiB（--memory-mb）。Over the limit of {order.Limits.MemoryMb} MiB of memory (--memory-mb).",
        Killed => $"运行在其机器上被外力终止（代码 {seen.ExitCode}）。It was ended from outside at its machine (code {seen.ExitCode}).",
        "cancelled" => "在集群被终止。It was ended at the cluster.",
        "setup.failed" when File.Exists(Path.Combine(Folder, ImageFailed)) => LastError() is { } line ? $"容器镜像未能运行：{line} The image could not be run: {line}" : "容器镜像未能运行，容器引擎未说明原因。The image could not be run, and the container engine did not say why.",
        _ => $"集群报告：{seen.Reason ?? how}。The cluster says: {seen.Reason ?? how}.",
    };

    /// <summary>The last line that the run wrote to its errors and that says more than where help is; null for none.</summary>
    private string? LastError()
    {
        var path = Path.Combine(Folder, "stderr");
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = Math.Max(0, file.Length - LineCharsMax);
        using var reader = new StreamReader(file);
        var line = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(l => !l.StartsWith("Run '", StringComparison.Ordinal) && !l.StartsWith("See '", StringComparison.Ordinal));
        return line is { Length: > ErrorCharsMax } ? line[..ErrorCharsMax] : line;
    }

    /// <summary>In the background: a grace of minutes must not hold up the others.</summary>
    private async Task Cancel(TimeSpan grace)
    {
        var done = await cluster.Cancel(key, grace, CancellationToken.None);
        if (!done.IsOk)
        {
            say($"{Name.Key}: {AgentWords.OfCluster(done.Refusal.Detail)}");
            told = done.Refusal.Code != BackendRefusals.Unreachable;
        }
    }

    /// <summary>The node does not want the run: it is ended here, and its end is said, which the node then lets us forget.</summary>
    private async Task Leave(BackendJob? seen, string words, CancellationToken stop)
    {
        say($"{Name.Key}: {words}");
        if (seen is { Ended: false })
        {
            await cluster.Cancel(key, TimeSpan.Zero, stop);
        }

        report = report with { State = "ended", Ending = "setup.failed", Statement = $"节点不再需要该作业，或作业所需已不在：{words} The node does not want the job any more, or what it needs is gone: {words}" };
    }

    /// <summary>Fetches a file from where it broke off, and checks its sum.</summary>
    private async Task Fetch(RunFile file, CancellationToken stop)
    {
        var path = RunFileNames.Below(Path.Combine(Folder, file.Folder), file.Name);
        if (File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        var part = path + ".part";
        await using (var to = new FileStream(part, FileMode.OpenOrCreate, FileAccess.ReadWrite))
        {
            if (to.Length < file.Bytes)
            {
                to.Position = to.Length;
                using var answer = await node.OpenRunFile(session.Pool, session.Epoch, Name, file, to.Length, stop);
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    to.SetLength(0);
                }

                await answer.Content.CopyToAsync(to, stop);
            }

            to.Position = 0;
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(to, stop)) != file.Sha256)
            {
                to.SetLength(0);
                throw new IOException($"{file.Folder}/{file.Name} arrived changed and is fetched again. 传输有误，将重新获取。");
            }

            await to.FlushAsync(stop);
            to.Flush(flushToDisk: true);
        }

        File.Move(part, path);
    }

    private async Task Unpack(CancellationToken stop)
    {
        var archive = Path.Combine(Folder, "code", order.Files.First(f => f.Folder == "code").Name);
        await using (var packed = File.OpenRead(archive))
        {
            await using var plain = new GZipStream(packed, CompressionMode.Decompress);
            // Entries that lead out of the folder are refused by the reader itself.
            await TarFile.ExtractToDirectoryAsync(plain, Path.Combine(Folder, "code"), overwriteFiles: true, stop);
        }

        File.Delete(archive);
    }

    /// <summary>Sends whole lines that were written since; at the end also a last one without an end.</summary>
    private async Task Lines(bool last, CancellationToken stop)
    {
        while (true)
        {
            var (count, output, error) = folders.Sent(Name.Key);
            var lines = new List<WrittenLine>();
            var nextOut = await Read("stdout", output, isError: false, last, lines, stop);
            var nextError = await Read("stderr", error, isError: true, last, lines, stop);
            if (lines.Count == 0)
            {
                return;
            }

            await node.PostRunLines(session.Pool, session.Epoch, Name, new RunLines(count, lines), stop);
            folders.Sent(Name.Key, count + lines.Count, nextOut, nextError);
        }
    }

    /// <summary>What the run's machine has measured so far; null where it measures nothing.</summary>
    private async Task<RunLoad?> Load(CancellationToken stop)
    {
        var path = Path.Combine(Folder, "load");
        if (!File.Exists(path))
        {
            return null;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > loadRead)
        {
            file.Position = loadRead;
            var buffer = new byte[(int)Math.Min(file.Length - loadRead, 1 << 20)];
            var n = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
            var end = Array.LastIndexOf(buffer, (byte)'\n', n - 1) + 1;
            loadRead += end;
            load.Take(System.Text.Encoding.UTF8.GetString(buffer, 0, end).Split('\n').SkipLast(1));
            if (load.Trouble is { } trouble && trouble != loadTrouble && (trouble != LoadLog.NoTool || session.First(trouble)))
            {
                say($"{Name.Key}: {AgentWords.OfCluster(trouble)}");
            }

            loadTrouble = load.Trouble;
        }

        return load.Load;
    }

    private async Task<long> Read(string name, long from, bool isError, bool last, List<WrittenLine> lines, CancellationToken stop)
    {
        var path = Path.Combine(Folder, name);
        if (!File.Exists(path))
        {
            return from;
        }

        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length <= from)
        {
            return from;
        }

        file.Position = from;
        var buffer = new byte[(int)Math.Min(file.Length - from, 1 << 20)];
        var n = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, stop);
        var at = 0;
        for (var taken = 0; at < n && taken < LinesMax; taken++)
        {
            var end = Array.IndexOf(buffer, (byte)'\n', at, n - at);
            if (end < 0 && !last && n - at < LineCharsMax)
            {
                break;
            }

            var stopAt = end >= 0 ? end : n;
            var text = System.Text.Encoding.UTF8.GetString(buffer, at, Math.Min(stopAt - at, LineCharsMax));
            lines.Add(new WrittenLine(isError, text));
            at = end >= 0 ? end + 1 : n;
        }

        return from + at;
    }

    private static void Executable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }
    }
}
