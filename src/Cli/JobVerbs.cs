using System.CommandLine;
using System.Text.RegularExpressions;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco jobs</c>: submit, list, show, logs, cancel, retry, results, get.</summary>
internal static partial class JobVerbs
{
    private const string WaitPrefix = "compute.wait.";
    private const int CellMax = 40;
    private const long ScriptBytesMax = 262_144;
    private static readonly Argument<JobId> Id = Verb.Id<JobId>("job", "The job. 作业。");
    private static readonly Option<JobId?> OwnId = Verb.OwnId<JobId>();
    private static readonly Option<PoolId?> Pool = Verb.IdOption<PoolId>("--pool", "Where it runs. 运行的算力池。", required: true);
    private static readonly Option<PoolId?> PoolFilter = Verb.IdOption<PoolId>("--pool", "Only jobs of this pool. 仅该算力池。");
    private static readonly Option<string?> State = new("--state") { Description = "queued, admitted, running, succeeded, failed or cancelled. 状态。" };
    private static readonly Option<FileInfo?> Script = new("--script") { Description = "A script for /bin/sh, or for what its first line names (#!/usr/bin/env python3); it finds its inputs in /in and leaves results in /out. 脚本文件：输入在 /in，结果写入 /out；首行可用 #! 指明解释器。" };
    private static readonly Argument<FileSystemInfo?> Work = new("folder-or-script") { Description = "A folder of code, which the job finds in /code (its run.sh or main.py is run), or a script. 代码目录（作业中为 /code，运行其中的 run.sh 或 main.py）或脚本。", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Image = new("--image") { Description = "OCI image to run in, at a cluster whose machines have apptainer, podman or docker. 运行所用的 OCI 镜像，须集群有容器引擎。" };
    private static readonly Option<bool> Elsewhere = new("--elsewhere") { Description = "It may also run on other pools of the pool's cohort: sooner, but it gives devices back when their owner is entitled to them. (In a cohort a job that began before its turn gives devices back in its own pool too, when the turn of an earlier one comes.) 也可在共享组其他算力池运行：更早开始，但设备主人需要时须归还；在本池提前开始的作业，轮到更早的作业时同样须归还。" };
    private static readonly Option<bool> Saves = new("--saves") { Description = "It saves its work on notice (SIGTERM) to /checkpoint, and goes on from there in its next run; others lose all their work when devices go back. The node's own pools keep nothing of it, so that it is not lent to these. What was held until then is paid for either way. 收到通知时把进度存入 /checkpoint，下次运行从该处继续；节点自身的算力池不保留进度，因而不借给此类作业；归还前占用的设备均计费。" };
    private static readonly Option<string[]?> Models = new("--model") { Description = "A device model that will do elsewhere; may be repeated; any of the pool's class without it. 在别处运行时可用的设备型号，可重复。" };
    private static readonly Option<string?> Kind = new("--kind") { Description = "train, infer or other: what its device time is counted as. 设备时间的类别。" };
    private static readonly Option<bool> Sealed = new("--sealed") { Description = "It runs at the owner's pool, and you see neither log nor results until the owner lets them out; so it is in any case where data may be computed on but not read. 可用不可见：所有者放行前看不到日志与结果；仅许可计算的数据必定如此。" };
    private static readonly Option<string[]?> Outputs = new("--output") { Description = "What a sealed job wants out, and its form, e.g. \"report.csv=csv; shift=day|night; n=count; kWh=number:6.2\" (categories, the count of the cell, digits in all and behind the point) or \"sum.json=json; n=count; kWh=number:9.1\"; may be repeated. 声明输出及其形式，可重复。" };
    private static readonly Option<DirectoryInfo?> OutFolder = new("--out") { Description = "Wait, and fetch the results into this folder. 等待并将结果取回到该目录。" };
    private static readonly Option<string?> Bundled = new("--bundled") { Description = "A job that comes with the node, e.g. energy-report, instead of a script. 节点自带作业。" };
    private static readonly Option<AssetId[]> Data = Aliased(Verb.IdsOption<AssetId>("--data", "Data sets it reads. 读取的数据集。"), "--dataset");
    private static readonly Option<string> Purpose = new("--purpose") { Description = "Declared purpose, e.g. research. 声明的用途。", Required = true };
    private static readonly Option<string?> Name = new("--name") { Description = "The job's name; the script's without it. 作业名称。" };
    private static readonly Option<string?> Workload = new("--workload") { Description = "Kind of job of keyeco cohorts rates: on unlike devices it gets as many as do its work in the same time. 作业种类，按折算率使用异种设备。" };
    private static readonly Option<int?> Expect = Verb.NumberOption("--expect", "Seconds that it runs with all its devices, as you expect: expected starts are told by it. 预计运行秒数，用于估计开始时间。");
    private static readonly Option<int?> Priority = new("--priority") { Description = "Higher goes before the other jobs of the pool's queue, -100 to 100; above 0 only on a pool of your own organisation. 优先级：在该池队列内较高者先；大于 0 仅限本方算力池。" };
    private static readonly Option<int?> DevicesMin = Verb.NumberOption("--gpus-min", "With how many devices it can run, more slowly: it begins with what is idle, and goes on with all of them, from what it has saved (--saves), when its own pool alone would have had it further. 最少设备数：先以闲置设备运行，应得时从已保存处以全部设备继续（须 --saves）。");
    private static readonly Option<int?> ShareMilli = Verb.NumberOption("--share", "Part of one device, in thousandths, on a pool that shares its devices. 占用一个设备的千分之几。");
    private static readonly Option<int?> DeviceMemory = Verb.NumberOption("--device-memory", "With --share: device memory in MiB. 与 --share 同用：显存（MiB）。");
    private static readonly Option<int> Devices = new("--devices", "--gpus") { Description = "Devices it holds. 占用设备数。", DefaultValueFactory = _ => 1 };
    private static readonly Option<int?> Seconds = Verb.NumberOption("--seconds", "Seconds it may run; the node's default without it. 最长运行秒数。");
    private static readonly Option<int?> Cpus = Verb.NumberOption("--cpus", "On an attached cluster: processor cores of the whole job; what the cluster gives by itself without it. 接入集群上整个作业的处理器核数。");
    private static readonly Option<int?> Disk = Verb.NumberOption("--disk-mb", "Files it may write, and at an attached cluster results it may leave, in MiB; the node's default without it. 文件（接入集群上为结果）上限（MiB）。");
    private static readonly Option<int?> Memory = Verb.NumberOption("--memory-mb", "Memory it may take, in MiB; the node's default without it. 内存上限（MiB）。");
    private static readonly Option<bool> Wait = new("--wait") { Description = "Follow the log until the job ends. 跟随日志直至结束。" };
    private static readonly Option<bool> Follow = new("--follow") { Description = "Stay until the job ends. 跟随直至结束。" };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Folder for the results. 结果存放文件夹。", DefaultValueFactory = _ => new DirectoryInfo(".") };

    public static Command Build()
    {
        var verb = Verb.Of("jobs", "Your jobs, and jobs on your pools. 本方作业与本方算力池上的作业。", List, PoolFilter, State);
        verb.Add(Verb.Of("list", "The newest first. 列出。", List, PoolFilter, State));
        verb.Add(Verb.Of("show", "One job. 查看作业。", async run => Say(run, await run.Node.Job(run.Get(Id), run.Stop)), Id));
        verb.Add(Verb.Of("submit", "Asks for a job; the Gate answers with every reason. 提交作业。", Submit, Work, OwnId, Pool, Script, Bundled, Data, Purpose, Name, Expect, Priority, Devices, DevicesMin, ShareMilli, DeviceMemory, Workload, Seconds, Cpus, Memory, Disk, Image, Elsewhere, Saves, Sealed, Outputs, Models, Kind, OutFolder, Wait));
        verb.Add(Verb.Of("logs", "What the job writes. 作业日志。", Logs, Id, Follow));
        verb.Add(Verb.Of("cancel", "Withdraws a job. 撤回作业。", Cancel, Id));
        verb.Add(Verb.Of("retry", "Asks for a failed or cancelled job again. 重新提交失败或已撤回的作业。", Retry, Id, OutFolder, Wait));
        verb.Add(Verb.Of("results", "What the job made. 作业结果。", Results, Id));
        verb.Add(Verb.Of("get", "Fetches what the job made. 取回作业结果。", Fetch, Id, Out));
        return verb;
    }

    private static Option<T> Aliased<T>(Option<T> option, string alias)
    {
        option.Aliases.Add(alias);
        return option;
    }

    /// <summary>Codes in the table and their words once below it: a table of long words breaks in a narrow window.</summary>
    private static async Task List(VerbRun run)
    {
        var waits = new SortedSet<string>(StringComparer.Ordinal);
        await run.List(
            run.Node.AllJobs(run.Get(PoolFilter), run.Get(State), run.Stop),
            ["Id", "Name", "State", "Waits", "Expected", "Devices", "Priority", "Outcome", "Device-ms", "Queued", "Pool Id", "Runs on"],
            j => [j.Id.ToString(), Cut(j.Name), StateNames.Coded(j.State), Short(j), Expected(j.ExpectedAt, j.State == "queued"), j.Milli < 1000 ? (j.Milli / 1000.0).ToString("0.###") : $"{j.RunDevices ?? j.Devices}", j.Priority == 0 ? null : $"{j.Priority}", j.Outcome, j.DeviceMs?.ToString("N0"), $"{j.QueuedAt:u}", j.Pool.ToString(), j.RunsOn is { } at && at != j.Pool ? at.ToString() : null],
            run.Get(PoolFilter) is null && run.Get(State) is null ? "No jobs of yours, nor on your pools. 没有本方作业，本方算力池上也没有作业。" : "No such jobs. 没有这样的作业。");
        foreach (var wait in run.Json ? [] : waits)
        {
            run.Out.WriteLine($"{wait[WaitPrefix.Length..]}: {WaitWords.Both(wait)}");
        }

        string? Short(JobView job)
        {
            if (job.Wait?.StartsWith(WaitPrefix, StringComparison.Ordinal) != true)
            {
                return Cut(WaitOf(job));
            }

            waits.Add(job.Wait);
            return Cut(job.Wait[WaitPrefix.Length..] + (job.AwaySince is { } since ? $" {since:u}" : Since(job)));
        }
    }

    private static async Task<int> Submit(VerbRun run)
    {
        if (run.Get(OutFolder) is { } results)
        {
            OutputPlace.Results("--out", results.FullName);
        }

        if (run.Get(DeviceMemory) > 0 && run.Get(ShareMilli) is null)
        {
            throw new UsageException("--device-memory goes with --share: a whole device comes with all its memory. Add --share for a part of one, or leave it out. --device-memory：须与 --share 同用；整台设备自带全部显存，请补 --share 或去掉该选项。");
        }

        var (folder, script) = Given(run);
        if (new object?[] { folder, script, run.Get(Bundled) }.Count(g => g is not null) != 1)
        {
            throw new UsageException("Give one of: a folder of code, --script, --bundled. 须给出其中之一：代码目录、--script、--bundled。");
        }

        var (code, command) = folder is null ? (null, null) : await CodeFolder.Upload(run, folder);

        if (script is { Exists: false })
        {
            throw new UsageException($"--script: there is no file \"{script}\". --script：没有文件“{script}”。");
        }

        if (script?.Length > ScriptBytesMax)
        {
            throw new UsageException($"--script: \"{script}\" has {script.Length:N0} bytes; a script has at most {ScriptBytesMax:N0}. --script：“{script}”有 {script.Length:N0} 字节，脚本至多 {ScriptBytesMax:N0} 字节。");
        }

        var text = script is null ? null : await File.ReadAllTextAsync(script.FullName, run.Stop);
        if (text is not null && ((script!.Extension is ".py" or ".R" or ".pl" && !text.StartsWith("#!", StringComparison.Ordinal)) || ScriptText.WantsInterpreter(text)))
        {
            throw new UsageException($"--script: \"{script.Name}\" has no first line such as #!/usr/bin/env python3, and would be run by /bin/sh. --script：缺少首行解释器声明（如 #!/usr/bin/env python3），将由 /bin/sh 运行。");
        }

        var limits = (run.Get(Seconds) ?? run.Get(Memory) ?? run.Get(Disk) ?? run.Get(Cpus)) is null ? null : new JobLimits(run.Get(Seconds), run.Get(Memory), null, run.Get(Disk)) { Cpus = run.Get(Cpus) };
        var job = await run.Node.SubmitJob(
            new JobSubmission(
                run.Get(OwnId), run.Get(Pool)!.Value, run.Get(Name) ?? folder?.Name ?? script?.Name ?? run.Get(Bundled)!, command, text,
                run.Get(Bundled), run.Get(Data) ?? [], run.Get(Purpose)!, run.Get(Devices), limits)
            {
                Code = code,
                Image = run.Get(Image),
                Elsewhere = run.Get(Elsewhere),
                Saves = run.Get(Saves),
                Sealed = run.Get(Sealed),
                Outputs = Forms(run),
                Models = run.Get(Models) is { Length: > 0 } models ? models : null,
                Kind = run.Get(Kind),
                Workload = run.Get(Workload),
                ExpectedSeconds = run.Get(Expect),
                Priority = run.Get(Priority) ?? 0,
                DevicesMin = run.Get(DevicesMin),
                ShareMilli = run.Get(ShareMilli),
                DeviceMemoryMib = run.Get(DeviceMemory),
            },
            run.Stop);
        return await Sent(run, job);
    }

    private static async Task<int> Retry(VerbRun run)
    {
        if (run.Get(OutFolder) is { } results)
        {
            OutputPlace.Results("--out", results.FullName);
        }

        return await Sent(run, await run.Node.RetryJob(run.Get(Id), run.Stop));
    }

    /// <summary>What follows a job that was just sent: its log and its results, where they are asked for.</summary>
    private static async Task<int> Sent(VerbRun run, JobView job)
    {
        if (!run.Get(Wait) && run.Get(OutFolder) is null)
        {
            Say(run, job);
            if (run.Json)
            {
                return ExitCode.Done;
            }

            run.Notes.WriteLine(job is { Sealed: true, Outputs.Count: 0 } ? $"Next: keyeco jobs show {job.Id}; it declared no --output, so nothing will wait in the airlock 下一步：查看作业；未声明 --output，气闸中不会有输出" : job.Sealed ? $"Next: keyeco airlock list --job {job.Id} 下一步：查看气闸中的输出" : $"Next: keyeco jobs logs {job.Id} --follow 下一步：查看日志");
            return ExitCode.Done;
        }

        run.Notes.WriteLine($"{job.Id} {StateNames.Coded(job.State)}");
        var ended = await FollowToEnd(run, job.Id, run.Notes, fetches: run.Get(OutFolder) is not null);
        return ended == ExitCode.Done && !job.Sealed && run.Get(OutFolder) is { } to ? await Fetch(run, job.Id, to) : ended;
    }

    private static (DirectoryInfo? Folder, FileInfo? Script) Given(VerbRun run) => run.Get(Work) switch
    {
        null => (null, run.Get(Script)),
        var slip when $"{slip}".StartsWith('-') => throw new UsageException(ParseWords.NoOption($"{slip}", run.Parsed.CommandResult.Command)),
        _ when run.Get(Script) is not null => throw new UsageException("--script: a folder or script is given already. --script：已给出目录或脚本。"),
        DirectoryInfo folder => (folder, null),
        FileInfo { Exists: true } file => (null, file),
        var other => throw new UsageException($"folder-or-script: there is no folder or script \"{other}\". folder-or-script：目录或脚本“{other}”不存在。"),
    };

    private static async Task Cancel(VerbRun run)
    {
        var job = await run.Node.CancelJob(run.Get(Id), run.Stop);
        Say(run, job);
        if (job.EndedAt is null)
        {
            run.Notes.WriteLine(job is { AwaySince: { } since, LostAt: { } lost }
                ? $"It can't be told to end now: the agent of its cluster has not called since {since:u}, and whether it has ended there is not known. When the agent calls again, a run that had ended by itself ends as it did, with its results (cancel again to drop these); one that runs is ended, and what it has not saved is lost. At {lost:u}, when the lease is over, it is cancelled and not paid. 集群代理自 {since:u} 起失联，暂不能终止，运行是否已结束亦不可知。代理恢复后：已自行结束的按其结果记录并保留成果（再次撤回可放弃）；仍在运行的予以终止，未保存的进度丢失；至 {lost:u} 租期届满则记为已撤回，不计费。"
                : "It is told to end, and ends within moments where its cluster answers; keyeco jobs show says when it does not. 已要求终止，集群应答后片刻结束；若集群失联，keyeco jobs show 会说明。");
        }
    }

    private static async Task<int> Logs(VerbRun run)
    {
        var id = run.Get(Id);
        if (run.Json)
        {
            await run.List(run.Node.JobLogs(id, run.Get(Follow), run.Stop), [], _ => Array.Empty<string?>());
            return ExitCode.Done;
        }

        if (run.Get(Follow))
        {
            return await FollowToEnd(run, id, run.Out);
        }

        await Write(run, id, follow: false, run.Out);
        return ExitCode.Done;
    }

    private static async Task Write(VerbRun run, JobId id, bool follow, TextWriter to)
    {
        await foreach (var line in run.Node.JobLogs(id, follow, run.Stop))
        {
            await to.WriteLineAsync($"{line.At:HH:mm:ss} {line.Stream,-4} {line.Text}");
        }
    }

    private static async Task<int> FollowToEnd(VerbRun run, JobId id, TextWriter to, bool fetches = false)
    {
        var job = await run.Node.Job(id, run.Stop);
        if (job.Sealed)
        {
            return await WaitForEnd(run, job);
        }

        await Write(run, id, follow: true, to);
        job = await run.Node.Job(id, run.Stop);
        Say(run, job);
        if (job.Results.Count > 0 && !fetches)
        {
            run.Notes.WriteLine($"Next: keyeco jobs get {job.Id} --out FOLDER 下一步：取回结果");
        }
        else if (job is { State: "succeeded", Results.Count: 0 })
        {
            run.Notes.WriteLine("It left nothing in /out, so there is no result. 作业未在 /out 留下文件，故无结果。");
        }

        return job.State == "succeeded" ? ExitCode.Done : ExitCode.Unsound;
    }

    /// <summary>A sealed job shows no log: its end is waited for, and then it says what waits in the airlock.</summary>
    private static async Task<int> WaitForEnd(VerbRun run, JobView job)
    {
        run.Notes.WriteLine("Its log is not shown: you may use the data without seeing it. 可用不可见：不显示日志。");
        while (job.EndedAt is null)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), run.Shell.Clock, run.Stop);
            job = await run.Node.Job(job.Id, run.Stop);
        }

        Say(run, job);
        await AirlockVerbs.SayWaiting(run, job);
        return job.State == "succeeded" ? ExitCode.Done : ExitCode.Unsound;
    }

    private static OutputForm[]? Forms(VerbRun run) => run.Get(Outputs) is { Length: > 0 } lines
        ? [.. lines.Select(l => OutputText.Read(l) ?? throw new UsageException($"--output: \"{l}\" is no form, such as \"report.csv=csv; shift=day|night; n=count; kWh=number:6.2\". --output：“{l}”不是输出形式，应形如“report.csv=csv; shift=day|night; n=count; kWh=number:6.2”。"))]
        : null;

    private static async Task Results(VerbRun run)
    {
        var job = await run.Node.Job(run.Get(Id), run.Stop);
        await run.List(job.Results, ["Asset Id", "Name"], r => [r.Asset.ToString(), r.Name], "No results. 没有结果。");
    }

    private static async Task<int> Fetch(VerbRun run)
    {
        var done = await Fetch(run, run.Get(Id), run.Get(Out)!);
        if (run.Json)
        {
            Say(run, await run.Node.Job(run.Get(Id), run.Stop));
        }

        return done;
    }

    private static async Task<int> Fetch(VerbRun run, JobId id, DirectoryInfo folder)
    {
        OutputPlace.Folder("--out", folder.FullName);
        var job = await run.Node.Job(id, run.Stop);
        if (job.Results.Count == 0)
        {
            run.Notes.WriteLine($"{job.Id}: state {job.State}, no results. 作业没有结果。");
            await AirlockVerbs.SayWaiting(run, job);
            return ExitCode.Unsound;
        }

        folder.Create();
        foreach (var result in job.Results)
        {
            // The name was given by the job: one that leads elsewhere is not trusted.
            var file = new FileInfo(RunFileNames.IsSound(result.Name) ? RunFileNames.Below(folder.FullName, result.Name) : Path.Combine(folder.FullName, result.Asset.ToString()));
            file.Directory!.Create();
            var view = await DataVerbs.Download(run, result.Asset, file, null);
            if (!run.Json)
            {
                DataVerbs.Written(run, view, file);
            }
        }

        return ExitCode.Done;
    }

    /// <summary>How a run before the last ended, and why.</summary>
    private static string Ended(JobRunView run) =>
        run.Outcome == "evicted" ? $"gave its devices back 归还设备{(run.Cause is { } why && LeaveWords.Of(why) is var (zh, en) ? $" ({en} {zh})" : "")}"
        : run.Cause is { } cause ? $"{StateNames.Coded(run.Outcome)} ({OutcomeWords.Coded(cause)})"
        : StateNames.Coded(run.Outcome);

    /// <summary>When it is expected to begin; a word where it waits and nothing can be foretold, so that it is not looked for.</summary>
    /// <param name="at">The moment, if there is one.</param>
    /// <param name="waits">Whether the job waits.</param>
    public static string? Expected(DateTimeOffset? at, bool waits) => at?.ToString("u") ?? (waits ? "not known 未知" : null);

    /// <summary>How it ended: the same words for all who may see it, and in brackets what its sender alone is told beside them.</summary>
    private static string? Outcome(JobView j) => j.Outcome is not { } outcome ? null
        : OutcomeWords.Coded(outcome) + (j.Statement is { Length: > 0 } statement && !PlainEnd().IsMatch(statement) ? $" ({statement})" : "");

    /// <summary>A statement that says no more than the outcome's code.</summary>
    [GeneratedRegex("^以代码 [0-9]+ 结束。Ended with code [0-9]+\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainEnd();

    /// <summary>What of a job's device time nobody pays for.</summary>
    private static string Unpaid(JobView job) => job.Runs.Where(r => !r.Paid).Sum(r => r.DeviceMs) is > 0 and var ms ? $", of which not paid 其中不计费 {ms:N0} = {ms / 3_600_000.0:#,0.0000}" : "";

    private static string Times(int n) => n == 1 ? "once" : $"{n} times";

    private static string? WaitOf(JobView j) => j.Wait is not null || j.State == "queued" ? WaitWords.Both(j.Wait, j.Elsewhere) + Since(j) : null;

    /// <summary>The cluster's own word for a wait, or since when its agent is silent.</summary>
    private static string Since(JobView j) => Since(j.ClusterWait, j.AwaySince);

    /// <inheritdoc cref="Since(JobView)"/>
    public static string Since(string? clusterWait, DateTimeOffset? awaySince) => clusterWait is not null ? $" ({clusterWait})" : awaySince is { } since ? $" (since 自 {since:u})" : "";

    /// <summary>Names and words of others may be long, and a table in a file is not wrapped.</summary>
    private static string? Cut(string? text) => text is { Length: > CellMax } ? text[..(CellMax - 1)] + "…" : text;

    /// <summary>What its sender asked for beside devices.</summary>
    private static string? Asks(JobView j)
    {
        var asks = new List<string>();
        if (j.LimitSeconds is { } limit)
        {
            asks.Add($"at most 最长 {limit} s");
        }

        if (j.Cpus is { } cpus)
        {
            asks.Add($"{CountWords.Of(cpus, "processor core")} 处理器核");
        }

        if (j.MemoryMb is { } memory)
        {
            asks.Add($"{memory:N0} MiB memory 内存");
        }

        if (j.ExpectedSeconds is { } expected)
        {
            asks.Add($"expected 预计 {expected} s");
        }

        if (j.Elsewhere)
        {
            asks.Add("elsewhere too 可在他处");
        }

        if (j.Saves)
        {
            asks.Add("saves its work 保存进度");
        }

        return asks.Count == 0 ? null : string.Join(", ", asks);
    }

    private static void Say(VerbRun run, JobView j) => run.Show(
        j,
        [
            ("job", j.Id.ToString()), ("name", j.Name), ("state", StateNames.Coded(j.State)), ("waits", j.Wait is { } wait ? $"{WaitOf(j)} [{wait}]" : WaitOf(j)), ("expected", Expected(j.ExpectedAt, j.State == "queued")), ("withdrawn", j is { CancelAskedAt: { } asked, EndedAt: null } ? $"{asked:u}, and not ended yet 已撤回，尚未结束" : null), ("lost unless heard", j.LostAt?.ToString("u")), ("next", WaitSteps.Of(j)), ("outcome", Outcome(j)), ("pool", j.Pool.ToString()), ("purpose", j.Purpose),
            ("devices", j.Milli < 1000 ? $"{j.Milli} thousandths of one 单设备的千分之 {j.Milli}{(j.Part is { } part ? $" ({part})" : "")}{(j.DeviceMemoryMib > 0 ? $", {j.DeviceMemoryMib:N0} MiB" : "")}" : $"{j.Devices}{(j.DevicesMin is { } least ? $", at least 最少 {least}{(j is { State: "admitted" or "running", RunDevices: { } held } ? $", holds 占用 {held}" : "")}" : j.RunDevices is { } exchanged ? $", exchanged for {exchanged} of another model 折算为他型 {exchanged}" : "")}"), ("priority", j.Priority != 0 ? $"{j.Priority}" : null), ("asks", Asks(j)), ("sealed", j.Sealed ? "neither log nor results are shown until the owner of the data lets them out 所有者放行前不可见日志与结果" : null), ("metered", j.DeviceMs is { } ms ? $"{ms:N0} device-milliseconds 毫秒卡时 = {ms / 3_600_000.0:#,0.0000} device hours 卡时{Unpaid(j)}" : null), ("utilised", j.Load is { UtilisationPct: { } percent } load ? $"{percent} % now, {(load.MeasuredMs > 0 ? 100 * load.BusyMs / load.MeasuredMs : percent)} % since it began 设备利用率" : null), ("queued", $"{j.QueuedAt:u}"), ("runs", j.Attempt > 1 || j.Evictions + j.Losses > 0 ? $"{j.Attempt}, devices given back {Times(j.Evictions)}, lost {Times(j.Losses)} 共 {j.Attempt} 次运行，归还 {j.Evictions} 次，丢失 {j.Losses} 次" : null), ("runs on", j.RunsOn is { } at && at != j.Pool ? at.ToString() : null), ("started", j.StartedAt?.ToString("u")), ("ended", j.EndedAt?.ToString("u")),
            .. j.Runs.Select(r => ("run", (string?)$"{r.Attempt}: {r.Pool}, {r.From:u} – {r.To:u}, {Ended(r)}{(r.Paid ? "" : ", not paid 不计费")}")),
            .. j.DataSets.Select(d => ("reads", (string?)d.ToString())), .. j.Outputs.Select(o => ("output", (string?)OutputText.Write(o))), .. j.Results.Select(r => ("result", (string?)$"{r.Asset}  {r.Name}")), .. j.Warnings.Select(w => ("warning", (string?)w)),
        ]);
}
