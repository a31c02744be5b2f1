using System.CommandLine;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco pools</c>: list, show, register, change.</summary>
internal static class PoolVerbs
{
    private const double HourMs = 3_600_000;

    /// <summary>Less than this is told as 0 seconds.</summary>
    private const long ToldMs = 50;

    private static readonly Argument<PoolId> Id = Verb.Id<PoolId>("pool", "The pool. 算力池。");
    private static readonly Option<PoolId?> OwnId = Verb.OwnId<PoolId>();
    private static readonly Option<AssetId?> Asset = Verb.IdOption<AssetId>("--asset", "Your asset of kind compute-pool. 本方算力池资产。", required: true);
    private static readonly Option<int> Devices = new("--devices") { Description = "How many devices. 设备数量。", Required = true };
    private static readonly Option<string> Model = new("--model") { Description = "Device model. 设备型号。", Required = true };
    private static readonly Option<string> Class = new("--class") { Description = "cpu, gpu, npu or fpga. 设备类别。", DefaultValueFactory = _ => "cpu" };
    private static readonly Option<string> Origin = new("--origin") { Description = "Where the devices were made, ISO 3166 two letters. 设备产地。", DefaultValueFactory = _ => "CN" };
    private static readonly Option<string?> BackendName = new("--backend") { Description = "What runs its jobs: agent (your cluster, attached by keyeco agent), or node, which it is without this (this node's sandbox). It can't be changed later. 后端：agent（自有集群）或 node（默认，节点沙箱），登记后不可更改。" };
    private static readonly Option<long> PeakFlops = new("--peak-flops") { Description = "Peak operations a second of one device at the precision. 单设备峰值算力（每秒运算次数）。" };
    private static readonly Option<string> Precision = new("--precision") { Description = "fp64, fp32, tf32, bf16, fp16, fp8 or int8. 精度。", DefaultValueFactory = _ => "fp64" };
    private static readonly Option<string?> Cohort = new("--cohort") { Description = "Lend idle devices to pools that name the same cohort, and borrow theirs; \"\" leaves it at once. 加入共享组：闲置设备相互借用；留空立即退出。" };
    private static readonly Option<int?> Lending = new("--lending-limit") { Description = "Devices to lend at most; -1 for all that are idle. 最多借出设备数，-1 为全部闲置。" };
    private static readonly Option<int?> Borrowing = new("--borrowing-limit") { Description = "Devices that jobs of this pool's queue may hold elsewhere; -1 for no limit. 最多借入设备数，-1 为不限。" };
    private static readonly Option<int?> Grace = new("--grace-seconds") { Description = "Seconds that a borrower's job has to save its work. 归还前的保存时间（秒）。" };
    private static readonly Option<string?> Quiet = new("--quiet") { Description = "Hours in which no jobs run, yours neither, because you want the devices for other work, e.g. \"Mon-Fri 08:00-18:00 Asia/Shanghai; Sat 09:00-12:00 Asia/Shanghai\"; \"\" for none. Jobs get notice so early that the devices are free by then. 自用时段；留空取消。作业会提前收到通知，届时设备已空出。" };
    private static readonly Option<bool?> Shares = new("--share-devices") { Description = "Whether jobs may hold parts of a device: true or false. 是否允许作业占用设备的一部分。" };
    private static readonly Option<int?> DeviceMemory = Verb.NumberOption("--device-memory", "Memory of one device in MiB, so that parts of it are counted. 单设备显存（MiB）。");
    private static readonly Option<int?> Moves = Verb.NumberOption("--moves", "Jobs moved at most, 1 to 100; 4 without it. 最多移动的作业数，默认 4。");
    private static readonly Option<string?> Approve = new("--approve") { Description = "The plan to carry out, as it was shown. 要执行的方案编号。" };
    private static readonly Option<int?> DevicesNow = new("--devices") { Description = "How many devices from now on. 设备数量。" };
    private static readonly Option<bool?> Offered = new("--offered") { Description = "Whether jobs are taken: true or false. With false guests get the grace and leave, and jobs of the pool's own queue run to their end. 是否接收作业；关闭后借用方在宽限期内退出，本池队列的作业运行完毕。" };
    private static readonly Option<bool?> Healthy = new("--healthy") { Description = "Whether the devices work: true or false. In a cohort all jobs leave with false, yours too. 设备是否正常；共享组内设为否时全部作业退出。" };

    private static readonly Argument<int> Weight = new("weight") { Description = "1 to 10000; 100 is usual. Where both have jobs that wait, 200 comes to hold twice as much as 100 over days: what was held lately counts, of a week ago half. 1 至 10000，通常为 100；按近期占用（一周减半）长期趋于该比例。" };

    private static readonly Option<DateTimeOffset?> Since = new("--from") { Description = "The beginning, e.g. 2026-12-01; a day before the end without it. 起始。" };
    private static readonly Option<DateTimeOffset?> Until = new("--to") { Description = "The end; now without it. 截止。" };

    public static Command Build()
    {
        var verb = Verb.Of("pools", "The compute pools. 算力池。", List);
        verb.Add(Verb.Of("list", "All of them. 列出。", List));
        verb.Add(Verb.Of("show", "One pool. 查看算力池。", async run => await Say(run, await run.Node.Pool(run.Get(Id), run.Stop)), Id));
        verb.Add(Verb.Of("balance", "What a pool of yours lent and got, and how its jobs compare with the pool alone. 算力池的借出、借入与独用对比。", Balance, Id, Since, Until));
        verb.Add(Verb.Of("register", "Puts devices behind your asset. 为资产登记设备。", Register, OwnId, Asset, Devices, Model, Class, Origin, BackendName, PeakFlops, Precision));
        verb.Add(Verb.Of("change", "Changes what a pool offers. 变更算力池。", Change, Id, DevicesNow, Offered, Healthy, Cohort, Lending, Borrowing, Grace, Quiet, Shares, DeviceMemory));
        verb.Add(Verb.Of("weigh", "Operator: how much of what is lent the pool's queue gets beside the others of its cohort. 运营方：该池队列在共享组内分得借出设备的权重。", Weigh, Id, Weight));
        verb.Add(Verb.Of("tidy", "Plans how to empty shared devices by moving few jobs, and carries the plan out once you approve it. 整理共享设备的碎片：先给出方案，批准后执行。", Tidy, Id, Moves, Approve));
        return verb;
    }

    private static async Task Weigh(VerbRun run) => await Say(run, await run.Node.WeighPool(run.Get(Id), run.Get(Weight), run.Stop));

    private static async Task Tidy(VerbRun run)
    {
        var plan = run.Get(Approve) is { } approved
            ? await run.Node.ApproveTidy(run.Get(Id), new TidyApproval(approved, run.Get(Moves)), run.Stop)
            : await run.Node.PlanTidy(run.Get(Id), run.Get(Moves), run.Stop);
        run.Show(
            plan,
            ("plan", plan.Moves.Count > 0 ? plan.Plan : null),
            ("shared", $"{CountWords.Of(plan.DevicesShared, "device")}{(plan.Pinned > 0 ? $", of which {plan.Pinned} with jobs that save nothing and are not moved" : "")} · {plan.DevicesShared} 台设备{(plan.Pinned > 0 ? $"，其中 {plan.Pinned} 台有不保存进度的作业，不移动" : "")}"),
            ("frees", $"{CountWords.Of(plan.DevicesFreed, "whole device")} by {CountWords.Of(plan.Moves.Count, "move")} · 移动 {plan.Moves.Count} 个作业可空出 {plan.DevicesFreed} 台"));
        if (run.Json || plan.Moves.Count == 0)
        {
            return;
        }

        await run.List(plan.Moves, ["Job Id", "Thousandths", "From device", "To device"], m => [m.Job.ToString(), $"{m.Milli}", $"{m.From}", $"{m.To}"]);
        run.Notes.WriteLine(plan.Approved ? "Approved: these jobs get notice and go on at the other device. 已批准：作业将收到通知并在另一设备上继续。" : $"Nothing is moved yet. 尚未移动：keyeco pools tidy {plan.Pool}{(run.Get(Moves) is { } moves ? $" --moves {moves}" : "")} --approve {plan.Plan}");
    }

    private static Task List(VerbRun run) => run.List(
        run.Node.AllPools(run.Stop),
        ["Id", "Title", "Devices", "Busy", "Waiting", "Model", "Class", "Open", "Asset Id"],
        p => [p.Id.ToString(), p.Title, $"{p.Devices}", $"{p.DevicesBusy}", $"{p.JobsQueued}", p.Model, p.Class, Open(p), p.Asset.ToString()],
        "No pools. 没有算力池。");

    private static async Task Balance(VerbRun run)
    {
        var balance = await run.Node.PoolBalance(run.Get(Id), run.Get(Since), run.Get(Until), run.Stop);
        if (run.Json)
        {
            run.Show(balance);
            return;
        }

        run.Out.WriteLine($"{balance.From:u} – {balance.To:u}");
        run.Out.WriteLine($"Open 开放 {Hours(balance.OpenMs)}, own 自用 {Hours(balance.OwnMs)}, lent 借出 {Hours(balance.LentMs)}, borrowed 借入 {Hours(balance.BorrowedMs)}, wasted 浪费 {Hours(balance.WastedMs)} (device hours 卡时; wasted: runs that failed, were cancelled, or gave devices back with nothing saved 浪费：失败、取消或未保存即归还的运行){(balance.MeasuredMs > 0 ? $"; utilised while held 占用时利用率 {100.0 * balance.BusyMs / balance.MeasuredMs:0.0} %" : "")}");
        await run.List(balance.Lines, ["Pool", "Pool Id", "Lent to", "Borrowed from", "Runs"], l => [l.Title, l.Pool.ToString(), Hours(l.LentMs), Hours(l.BorrowedMs), $"{l.Runs}"], "Nothing lent to other pools or borrowed of them. 与其他算力池之间没有借出或借入。");
        var (names, direct) = (new MemberNames(run), balance.Direct.Sum(d => d.Ms));
        foreach (var one in balance.Direct)
        {
            run.Out.WriteLine($"  Of own, sent to this pool itself by 自用中由他方直接提交: {await names.WithId(one.Member)} {Hours(one.Ms)}, runs 运行 {one.Runs}");
        }

        // Devices that close between two looks leave some milliseconds, which round to nothing.
        if (balance.BeyondOpenMs >= ToldMs)
        {
            var beyond = ReplayVerb.GpuHours(balance.BeyondOpenMs / HourMs);
            run.Out.WriteLine($"  Of what was held here, {beyond} while fewer devices were open: the agent was silent, the pool closed or smaller, and what ran ran on. 其中 {beyond} 在开放设备较少时占用（代理失联、关闭或缩减后原有作业继续运行）。");
        }

        if (balance.LentMs + direct > 0)
        {
            run.Out.WriteLine($"Others held here 他方占用: lent 借出 {Hours(balance.LentMs)} + sent to this pool itself 直接提交 {Hours(direct)}; of that under way 其中运行中 {Hours(balance.UnderWayMs)}, lost or not begun and not paid 丢失或未能开始、不计费 {Hours(balance.UnpaidMs)}; leaves 余 {Hours(balance.LentMs + direct - balance.UnderWayMs - balance.UnpaidMs)}. The ledger counts each run whole, in the minute after its end (keyeco ledger entries), and charges nothing between pools of one organisation. 总账在运行结束后一分钟内按整次运行入账；同一机构的算力池之间不计费。");
        }

        var (total, (outZh, outEn)) = (balance.Compared + balance.NotCompared.Values.Sum(), LateWords.Of(balance.NotCompared));
        run.Out.WriteLine($"Jobs compared with the pool alone: {balance.Compared} of {total}{(outEn.Length > 0 ? $" (not compared: {outEn})" : "")}; {(balance.Later == 0 ? "none later by more than a second" : $"{balance.Later} later, the worst by {balance.WorstLateMs / 1000.0:0.0} s")}{(balance.EarlierMs < ToldMs ? "" : $"; the others earlier by {WindowWords.Span(balance.EarlierMs / HourMs)} together at the least")}. 与独用相比：{total} 个作业中的 {balance.Compared} 个{(outZh.Length > 0 ? $"（未比较：{outZh}）" : "")}，{(balance.Later == 0 ? "无一更晚超过 1 秒" : $"{balance.Later} 个更晚，最多晚 {balance.WorstLateMs / 1000.0:0.0} 秒")}{(balance.EarlierMs < ToldMs ? "" : $"；其余合计至少提前 {WindowWords.Span(balance.EarlierMs / HourMs)}")}。");
        foreach (var late in balance.LaterJobs)
        {
            var (zh, en) = LateWords.Of(late.Causes);
            run.Out.WriteLine($"  {late.Job} ended 结束 {late.EndedAt:u}, alone 独用 {late.AloneEndAt:u}, later 晚 {late.LateMs / 1000.0:0.0} s: {en} {zh}");
        }
    }

    private static string Open(PoolView p) => p switch
    {
        { Offered: false } => "no: not offered 否：未开放",
        { Healthy: false } => "no: not healthy 否：故障",
        { Attached: false } => "no: its agent does not call 否：代理未连接",
        { DevicesUp: 0 } => "no: its cluster reports no device that works 否：集群报告没有可用设备",
        { Quiet: true } => "no: quiet hours 否：自用时段",
        _ => "yes 是",
    };

    private static string Cores(double cores) => cores == 1 ? "1 processor core" : $"{cores:0.#} processor cores";

    private static string Hours(long ms) => (ms / HourMs).ToString(ms < 36_000_000 ? "0.0000" : "0.00");

    private static async Task Register(VerbRun run) => await Say(run, await run.Node.RegisterPool(
        new PoolRegistration(run.Get(OwnId), run.Get(Asset)!.Value, run.Get(Devices), run.Get(Model)!, run.Get(Origin)!, run.Get(Class)!, run.Get(PeakFlops), run.Get(Precision)!, 0, false, true, true) { Backend = run.Get(BackendName) }, run.Stop));

    private static async Task Change(VerbRun run)
    {
        Option[] asked = [DevicesNow, Offered, Healthy, Cohort, Lending, Borrowing, Grace, Quiet, Shares, DeviceMemory];
        if (!Array.Exists(asked, run.Has))
        {
            throw new UsageException($"Nothing is asked to be changed: give at least one of {string.Join(", ", asked.Select(o => o.Name))}. 未要求任何变更，请至少给出其中一项：{string.Join("、", asked.Select(o => o.Name))}。");
        }

        var pool = await run.Node.Pool(run.Get(Id), run.Stop);
        var changed = await run.Node.ChangePool(pool.Id, new PoolChange(run.Get(DevicesNow), null, null, run.Get(Offered), run.Get(Healthy)) { Cohort = run.Get(Cohort), LendingLimit = run.Get(Lending), BorrowingLimit = run.Get(Borrowing), GraceSeconds = run.Get(Grace), QuietHours = run.Get(Quiet), SharesDevices = run.Get(Shares), DeviceMemoryMib = run.Get(DeviceMemory) }, pool.Version, run.Stop);
        await Say(run, changed);
        if (changed.Cohort is { } cohort && cohort != pool.Cohort)
        {
            await SayNew(run, pool.Cohort, cohort);
        }

        if (changed.DevicesBusy > 0 && Leave(pool, changed) is { } who)
        {
            run.Notes.WriteLine($"{changed.DevicesBusy} {(changed.DevicesBusy == 1 ? "device is" : "devices are")} held now 现占用 {changed.DevicesBusy} 台设备: {who} keyeco jobs list --pool {changed.Id} --state running");
        }
    }

    /// <summary>A cohort is made by naming it: who mistyped a name would have left the one that was meant and lend to nobody, and not know.</summary>
    private static async Task SayNew(VerbRun run, string? left, string name)
    {
        var cohorts = await run.Node.Cohorts(run.Stop);
        var others = left is null ? 0 : cohorts.FirstOrDefault(c => c.Name == left)?.Pools.Count ?? 0;
        if (left is not null)
        {
            run.Notes.WriteLine($"The pool has left the cohort \"{left}\" ({(others == 0 ? "no pool is left in it" : $"{CountWords.Of(others, "pool")} stay in it")}): it lends to them and borrows from them no more. 该算力池已退出共享组“{left}”（其中余 {others} 个算力池），不再与其相互借用。");
        }

        if (cohorts.FirstOrDefault(c => c.Name == name) is { Pools.Count: > 1 })
        {
            return;
        }

        var near = NearNames.Of(name, cohorts.Select(c => c.Name));
        run.Notes.WriteLine($"New cohort \"{name}\": this pool is alone in it, and lends to nobody until another one names it. 新共享组“{name}”：其中仅有该算力池，他方加入前不会借用。{(near.Count > 0 ? $" Did you mean 是否指: {string.Join(", ", near)}?" : "")}");
    }

    /// <summary>Who leaves by a change, and who stays; null where nobody does by it.</summary>
    private static string? Leave(PoolView before, PoolView now) => (before, now) switch
    {
        ({ Healthy: true }, { Healthy: false, Cohort: not null }) => $"all jobs are told to leave, yours too, and have {now.GraceSeconds} s to save their work. 全部作业（含本方）须在 {now.GraceSeconds} 秒内保存并退出。",
        ({ Quiet: false }, { Quiet: true }) => $"quiet hours hold or begin within the grace: all jobs are told to leave, yours too, and have {now.GraceSeconds} s to save their work. 自用时段：全部作业（含本方）须在 {now.GraceSeconds} 秒内保存并退出。",
        ({ Offered: true }, { Offered: false }) => $"jobs of its own queue run to their end; guests are told to leave, and have {now.GraceSeconds} s to save their work. 本池队列的作业运行完毕；借用方须在 {now.GraceSeconds} 秒内保存并退出。",
        ({ Cohort: not null }, { Cohort: null }) => $"jobs of its own queue run on; guests, and jobs of its queue on devices of others, are told to leave and have the grace of the pool they are at. 本池队列的作业继续运行；借用方及本池在他处的作业须在宽限期内退出。",
        _ => null,
    };

    /// <summary>How the agent was started, as far as what it said of its cluster tells.</summary>
    private static string Backend(PoolView p) =>
        p.Cluster == "processes" ? $"--backend local --devices {p.Machine?.Devices ?? p.Devices} ..."
        : p.Cluster!.StartsWith("slurm", StringComparison.OrdinalIgnoreCase) ? "--backend slurm --slurm-url ..."
        : "--backend ...";

    private static async Task Say(VerbRun run, PoolView p) => run.Show(
        p, ("pool", p.Id.ToString()), ("asset", p.Asset.ToString()), ("title", p.Title), ("owner", run.Json ? null : await new MemberNames(run).WithId(p.Member)), ("devices", $"{p.Devices} ({(p.DevicesUp < p.Devices ? $"{p.DevicesUp} of them work 可用 {p.DevicesUp} 台, " : "")}{p.DevicesBusy} busy 占用; {CountWords.Of(p.JobsQueued, "job")} waiting · {p.JobsQueued} 个作业等待)"), ("model", $"{p.Model} ({p.Class}, {p.Origin})"), ("peak 峰值", p.PeakFlops > 0 ? $"{p.PeakFlops / 1e12:0.##} TFLOPS {p.Precision}" : null), ("open", Open(p)),
        ("with each device 每台设备附", p.CpuMilliEach > 0 || p.MemoryMibEach > 0 ? $"{Cores(p.CpuMilliEach / 1000d)}, {p.MemoryMibEach:N0} MiB memory: the most that others' jobs get · {p.CpuMilliEach / 1000d:0.#} 处理器核，{p.MemoryMibEach:N0} MiB 内存：借用方作业至多可得" : null),
        ("one run at most 单个作业至多", p.Machine is { } m ? $"on one machine {CountWords.Of(m.Devices, "device")}, {Cores(m.Cpus)}, {m.MemoryMib:N0} MiB memory{(m.GangDevices > 0 ? $"; larger gangs over several machines, {CountWords.Of(m.GangDevices, "device")} on each" : "")} · 单机 {m.Devices} 台设备，{m.Cpus:0.#} 处理器核，{m.MemoryMib:N0} MiB 内存{(m.GangDevices > 0 ? $"；更大的作业跨多台机器，每台 {m.GangDevices} 台设备" : "")}" : null),
        ("parts of devices 设备分片", p.SharesDevices ? $"yes 是{(p.DeviceMemoryMib > 0 ? $" ({p.DeviceMemoryMib:N0} MiB each)" : "")}" : null),
        ("quiet hours 自用时段", p.QuietHours),
        ("back-end", p.Backend == "agent" ? $"agent 代理 ({(p.Attached ? p.Cluster ?? "calls 在线" : p.AgentCalledAt is { } called ? $"{p.Cluster}, does not call since 自 {called:u} 未呼叫" : "has never called 从未连接")})" : "the node itself 节点自身"),
        ("cohort", p.Cohort is null ? null : $"{p.Cohort} (lends 借出 {p.LendingLimit?.ToString() ?? "all 全部"}, borrows 借入 {p.BorrowingLimit?.ToString() ?? "any 不限"}, grace 宽限 {p.GraceSeconds} s{(p.Weight == 100 ? "" : $", weight 权重 {p.Weight}")})"),
        ("next", p is not { Backend: "agent", Attached: false } ? null
            : p.Cluster is null ? $"keyeco keys make --name cluster --role agent; KEYECO_KEY=kek_... keyeco agent --node {Connection.Address(run.Parsed).AbsoluteUri} --pool {p.Id} --backend local --devices {p.Devices} (or 或 --backend slurm --slurm-url ...)"
            : $"start its agent again where it ran, with the same --state folder and the same options as before: keyeco agent --node {Connection.Address(run.Parsed).AbsoluteUri} --pool {p.Id} {Backend(p)} (the key in KEYECO_KEY; its --state is its own for this pool where none was given): what runs there goes on. With another folder its runs would be lost. 在原机器上以原 --state 目录与原选项重新启动代理（密钥置于 KEYECO_KEY；未给 --state 时自动使用该算力池专用目录），运行即接续；换目录则运行丢失。"));
}
