using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Jobs;

/// <summary>Words of jobs.</summary>
internal static class JobWords
{
    public static readonly Text Title = new("作业", "Jobs");
    public static readonly Text Lead = new("本方的作业，以及他人在本方算力池上的作业。", "Your organisation's jobs, and others' jobs on its pools.");
    public static readonly Text New = new("提交作业", "Submit a job");
    public static readonly Text NewLead = new("作业在隔离的沙箱中运行：只能看到其输入，结果继承数据集的条件。", "A job runs in a sandbox of its own: it sees its inputs and nothing else, and its results inherit the terms of what it read.");
    public static readonly Text State = new("状态", "State");
    public static readonly Text Any = new("全部", "All");
    public static readonly Text Table = new("作业列表", "Jobs");
    public static readonly Text Nothing = new("尚无作业。", "There is none yet.");
    public static readonly Text NothingSo = new("没有该状态的作业。", "No job has this state.");
    public static readonly Text Name = new("名称", "Name");
    public static readonly Text Unnamed = new("他方作业", "another member's job");
    public static readonly Text Queued = new("提交时间", "Submitted");
    public static readonly Text Started = new("开始时间", "Started");
    public static readonly Text Ended = new("结束时间", "Ended");
    public static readonly Text Time = new("设备时间", "Device time");
    public static readonly Text Milliseconds = new("{0} 毫秒", "{0} ms");
    public static readonly Text Member = new("提交方", "Whose");
    public static readonly Text Pool = new("算力池", "Pool");
    public static readonly Text PoolOf = new("{0}（{1} / {2} 台占用）", "{0} ({1} of {2} busy)");
    public static readonly Text PoolAway = new("，代理失联，作业将等待", ", its agent is silent: the job waits until it calls");
    public static readonly Text PoolAwayHint = new("该算力池的代理失联：作业将等待，直到代理恢复。", "The agent of this pool is silent: the job waits until it calls.");
    public static readonly Text PoolNever = new("，集群从未连接", ", its cluster was never attached");
    public static readonly Text RunsOn = new("运行于", "Runs on");
    public static readonly Text Attempts = new("运行次数", "Runs");
    public static readonly Text AttemptsOf = new("{0}（归还设备 {1} 次，随集群丢失 {2} 次）", "{0} (devices given back: {1}, lost with a cluster: {2})");
    public static readonly Text Again = new("已运行 {0} 次：归还设备 {1} 次，随集群丢失 {2} 次。现等待再次运行。", "Runs so far: {0}; devices given back: {1}; lost with a cluster: {2}. It waits to run again.");
    public static readonly Text Beginning = new("已获设备，正在启动", "It has its devices and is being started");
    public static readonly Text Silent = new("其集群的代理未连接：以下为最后已知的情况。代理长时间不恢复时，作业将重新排队。", "The agent of its cluster does not call: what is shown is as last heard. If it stays away, the job is put into its queue again.");
    public static readonly Text ClusterSays = new("{0}（集群给出的原因：{1}）", "{0} (the cluster says: {1})");
    public static readonly Text Purpose = new("声明的用途", "Declared purpose");
    public static readonly Text PurposeHint = new("关口据此核对每个数据集与算力池的条件。", "The Gate checks it against the terms of the pool and of every data set.");
    public static readonly Text ExpectedStart = new("预计开始：", "Expected start:");
    public static readonly Text Priority = new("队列内优先级", "Priority in its queue");
    public static readonly Text AtLeast = new("{0}（最少 {1}）", "{0} (at least {1})");
    public static readonly Text PartHeld = new("{0}（最少 {1}，现占用 {2}）", "{0} (at least {1}, holds {2} now)");
    public static readonly Text Devices = new("设备数", "Devices");
    public static readonly Text Program = new("运行什么", "What runs");
    public static readonly Text OwnScript = new("自己的脚本", "Your own script");
    public static readonly Text Bundled = new("自带作业：能耗报告", "A job that comes with the node: energy report");
    public static readonly Text Script = new("脚本", "Script");
    public static readonly Text ScriptHint = new("由 /bin/sh 运行；首行写 #!/usr/bin/env python3 则由 Python 运行。输入文件在 /in（以数据集名称命名），结果请写入 /out。", "Run by /bin/sh, or by Python when its first line is #!/usr/bin/env python3. Inputs stand in /in under the data sets' names; leave results in /out.");
    public static readonly Text ScriptFile = new("或从文件读取", "Or read it from a file");
    public static readonly Text ScriptTooLong = new("脚本最多 256 KiB 的文本。", "A script is text of at most 256 KiB.");
    public static readonly Text WantsInterpreter = new("这段脚本看起来不是 shell 脚本，会由 /bin/sh 运行：请在首行写明解释器，如 #!/usr/bin/env python3。", "This does not read like a shell script, and /bin/sh would run it: name its program in the first line, such as #!/usr/bin/env python3.");
    public static readonly Text DataSets = new("读取的数据集", "Data sets it reads");
    public static readonly Text DataSetsHint = new("列出本方的数据集及有生效协议的数据集。", "Your own ones, and those under an agreement in force.");
    public static readonly Text NoDataSets = new("没有可读取的数据集。请先在目录中订立协议。", "There is none that you could read. Conclude an agreement from the catalogue first.");
    public static readonly Text Limits = new("资源上限", "Limits");
    public static readonly Text Seconds = new("运行秒数", "Seconds");
    public static readonly Text Memory = new("内存（MiB）", "Memory (MiB)");
    public static readonly Text Cpus = new("处理器核数（仅接入集群）", "Processor cores (attached clusters)");
    public static readonly Text LimitSeconds = new("最长 {0}", "at most {0}");
    public static readonly Text MemoryOf = new("内存 {0} MiB", "{0} MiB of memory");
    public static readonly Text CpusOf = new("{0} 个处理器核", "{0} processor cores");
    public static readonly Text HowItRuns = new("运行方式", "How it runs");
    public static readonly Text Elsewhere = new("可在同一共享组的其他算力池运行", "It may run on other pools of the cohort");
    public static readonly Text ElsewhereHint = new("更早开始；所有者应得设备时须归还。", "Sooner, but it gives devices back when their owner is entitled to them.");
    public static readonly Text Saves = new("收到通知时将进度写入 /checkpoint", "On notice it saves its work to /checkpoint");
    public static readonly Text ExpectedOf = new("预计运行 {0}", "Expected to run {0}");
    public static readonly Text Expected = new("预计运行秒数", "Seconds it is expected to run");
    public static readonly Text ExpectedHint = new("用于预计开始时间，不影响次序。", "For expected starts; it changes nothing else.");
    public static readonly Text Kind = new("设备时间计为", "Device time counts as");
    public static readonly Text KindTrain = new("训练", "training");
    public static readonly Text KindInfer = new("推理", "inference");
    public static readonly Text KindOther = new("其他", "other");
    public static readonly Text Processes = new("进程数", "Processes");
    public static readonly Text Disk = new("磁盘（MiB）", "Disk (MiB)");
    public static readonly Text Default = new("留空则采用节点默认值。", "Leave empty for the node's defaults.");
    public static readonly Text Submit = new("提交", "Submit");
    public static readonly Text NoPool = new("没有接受作业的算力池。", "No pool takes jobs now.");
    public static readonly Text About = new("概况", "About");
    public static readonly Text Id = new("编号", "Id");
    public static readonly Text RetryOf = new("重试自", "Repeats");
    public static readonly Text Outcome = new("结果代码", "Outcome");
    public static readonly Text Logs = new("日志", "Log");
    public static readonly Text Following = new("正在跟随", "following");
    public static readonly Text Pause = new("停止跟随", "Stop following");
    public static readonly Text Resume = new("继续跟随", "Follow again");
    public static readonly Text NoLogs = new("尚无输出。", "Nothing is written yet.");
    public static readonly Text LogsHidden = new("作业的命令、日志与结果只对提交方可见。", "Command, log and results of a job are seen by whose it is only.");
    public static readonly Text LogCut = new("仅显示最后 {0} 行。", "Only the last {0} lines are shown.");
    public static readonly Text Results = new("结果", "Results");
    public static readonly Text ResultsLead = new("每个结果都是本方的资产，继承来源的条件。", "Each is an asset of your organisation and inherits the terms of its sources.");
    public static readonly Text NoResults = new("没有结果文件。", "It left no files.");
    public static readonly Text ResultsLater = new("作业结束后显示。", "Shown when the job has ended.");
    public static readonly Text Inherited = new("继承的条件", "Inherited terms");
    public static readonly Text NothingInherited = new("作业未读取数据集，没有继承的条件；他人不能使用，除非本方发布。", "The job read no data set, so there are no terms to inherit; nobody else may use this unless you offer it.");
    public static readonly Text Open = new("查看与下载", "See and download");
    public static readonly Text Cancel = new("取消作业", "Cancel the job");
    public static readonly Text CancelDetail = new("作业将立即停止，已用的设备时间照常计量。此操作不可撤销。", "It stops at once; the device time it took is metered. This can't be undone.");
    public static readonly Text CancelSilent = new("其集群的代理失联，运行是否已结束不可知。代理恢复后：已自行结束的按其结果记录并保留成果；仍在运行的予以终止，未保存的进度丢失；租期届满仍未恢复则记为已取消，不计费。此操作不可撤销。", "The agent of its cluster does not call, and whether the run has ended there is not known. When the agent calls again, a run that had ended by itself ends as it did, with its results; one that runs is ended, and what it has not saved is lost. If the agent stays away, it is cancelled and not paid when the lease is over. This can't be undone.");
    public static readonly Text AwaySince = new("代理最近一次呼叫：", "Its agent called last:");
    public static readonly Text RunsBefore = new("历次运行", "Runs that are over");
    public static readonly Text RunBefore = new("第 {0} 次", "run {0}");
    public static readonly Text Retry = new("重试", "Run again");
    public static readonly Text Running = new("运行中，已用 {0}", "Running for {0}");
    public static readonly Text WaitingFor = new("等待中：{0}", "Waiting: {0}");
    public static readonly Text Exchanged = new("{0}，折算为他型设备 {1}", "{0}, exchanged for {1} of another model");
    public static readonly Text Share = new("一个设备的千分之 {0}", "{0} thousandths of one device");
    public static readonly Text Load = new("设备利用率", "Devices compute");
    public static readonly Text LoadNow = new("当前 {0} %，运行以来平均 {1} %", "{0} % now, {1} % since it began");
    public static readonly Text LoadMemory = new("设备显存 {0} / {1} MiB", "device memory {0} of {1} MiB");
    public static readonly Text Command = new("命令", "Command");
    public static readonly Text Node = new("节点", "node");
    public static readonly Text Errors = new("错误输出", "error output");

    /// <summary>What device time counts as.</summary>
    public static Text OfKind(string code) => code switch
    {
        "train" => KindTrain,
        "infer" => KindInfer,
        _ => KindOther,
    };

    public static readonly Text NotPaid = new("不计费", "not paid");

    /// <summary>Why a run was given back or lost.</summary>
    public static Text OfCause(string outcome, string cause)
    {
        var (zh, en) = outcome == "evicted" ? LeaveWords.Of(cause) : OutcomeWords.Of(cause);
        return new Text(zh, en);
    }

    public static Text OfWait(string? code, bool elsewhere = false)
    {
        var (zh, en) = WaitWords.Of(code, elsewhere);
        return new Text(zh, en);
    }

    /// <summary>Why a job waits, with the word of its cluster's own scheduler where there is one.</summary>
    public static Text OfWait(string? code, string? cluster, bool elsewhere)
    {
        var words = OfWait(code, elsewhere);
        return cluster is null ? words : new Text(string.Format(System.Globalization.CultureInfo.InvariantCulture, ClusterSays.Zh, words.Zh, cluster), string.Format(System.Globalization.CultureInfo.InvariantCulture, ClusterSays.En, words.En, cluster));
    }

    /// <summary>Words that stand alone as a sentence.</summary>
    public static Text Alone(Text words) => words with { En = words.En.Length > 0 ? char.ToUpperInvariant(words.En[0]) + words.En[1..] : "" };

    public static Text OfOutcome(string code)
    {
        var (zh, en) = OutcomeWords.Of(code);
        return new Text(zh, en);
    }
}
