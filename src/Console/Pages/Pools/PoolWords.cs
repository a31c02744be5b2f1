using System.Text.RegularExpressions;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.WebConsole.Language;
using KeyEcosystem.WebConsole.Pages.Cohorts;

namespace KeyEcosystem.WebConsole.Pages.Pools;

/// <summary>Words of the pools' page.</summary>
internal static partial class PoolWords
{
    public static readonly Text Title = new("算力池", "Pools");
    public static readonly Text Lead = new("成员提供的设备及其当前负载。", "Devices that members offer, and how busy they are now.");
    public static readonly Text Table = new("算力池及负载", "Pools and their load");
    public static readonly Text Name = new("名称", "Name");
    public static readonly Text Owner = new("提供方", "Provider");
    public static readonly Text Devices = new("设备", "Devices");
    public static readonly Text Load = new("负载", "Load");
    public static readonly Text LoadOf = new("{0} / {1} 台占用", "{0} of {1} busy");
    public static readonly Text Waiting = new("，{0} 个作业排队", ", {0} waiting");
    public static readonly Text Network = new("网络", "Network");
    public static readonly Text NetworkYes = new("允许", "granted");
    public static readonly Text NetworkNo = new("不允许", "none");
    public static readonly Text State = new("状态", "State");
    public static readonly Text Open = new("接受作业", "takes jobs");
    public static readonly Text Closed = new("暂停接受", "takes no jobs");
    public static readonly Text Each = new("每台设备附", "With each device");
    public static readonly Text EachOf = new("处理器核 {0} · 内存 {1} MiB（借用方至多）", "{0} processor cores, {1} MiB of memory: what others get at most");
    public static readonly Text Machine = new("单个作业至多", "One run at most");
    public static readonly Text MachineOf = new("单机：设备 {0} · 处理器核 {1} · 内存 {2} MiB", "on one machine: devices {0}, processor cores {1}, memory {2} MiB");
    public static readonly Text MachineGang = new("；更大的作业跨多台机器，每机 {0} 台设备", "; larger gangs over several machines, devices on each: {0}");
    public static readonly Text Parts = new("设备分片", "Parts of devices");
    public static readonly Text PartsYes = new("作业可占用设备的一部分", "jobs may hold parts of a device");
    public static readonly Text Quiet = new("自用时段", "Quiet hours");
    public static readonly Text QuietNow = new("自用时段，不运行作业", "quiet hours: it runs no jobs");
    public static readonly Text Away = new("集群的代理未连接：不开始新作业，已在运行的为最后已知的情况。请其所有者检查 keyeco agent。", "Its cluster's agent does not call: nothing begins here, and what runs is as last heard. Its owner looks after keyeco agent.");
    public static readonly Text Broken = new("设备故障", "devices out of order");
    public static readonly Text NoneWorks = new("集群无可用设备", "no device of its cluster works");
    public static readonly Text Do = new("操作", "Actions");
    public static readonly Text Submit = new("提交作业", "Submit a job");
    public static readonly Text SubmitTo = new("向“{0}”提交作业", "Submit a job to \"{0}\"");
    public static readonly Text Pause = new("暂停接受", "Take no more jobs");
    public static readonly Text Resume = new("恢复接受", "Take jobs again");
    public static readonly Text Nothing = new("尚无算力池。可在“发布”页登记本方的设备。", "There is no pool yet. Register devices of yours on the page Publish.");
    public static readonly Text Terms = new("条件与价格", "Terms and price");
    public static readonly Text LentOut = new("借出卡时", "Lent, device time");
    public static readonly Text Got = new("借入卡时", "Borrowed, device time");
    public static readonly Text OwnUse = new("自用卡时", "Own use, device time");
    public static readonly Text IdleShare = new("闲置率", "Idle");
    public static readonly Text Utilisation = new("占用设备的利用率", "Utilisation while held");
    public static readonly Text Wasted = new("未产生成果的卡时", "Wasted here, device time");
    public static readonly Text Paid = new("已结算收入", "Paid, as settled");
    public static readonly Text Proof = new("是否因共享而变差", "Was it ever worse off?");
    public static readonly Text ProofLead = new("每个结束的作业都与“只用本池设备、先来先服务”时的结束时间比较，结果存证。", "Each job that ends is compared with when it would have ended on this pool alone, first come, first served; each comparison is a record of the log.");
    public static readonly Text SubmitAway = new("代理失联，作业将等待", "its agent is silent: a job waits until it calls");
    public static readonly Text NotCompared = new("另有 {0} 个作业未比较：{1}。", "Jobs that were not compared: {0} ({1}).");
    public static readonly Text NothingCompared = new("本期尚无可比较的作业。", "No job has been compared in this time.");
    public static readonly Text Kept = new("从未变差：比较了 {0} 个作业，没有一个更晚，合计至少提前 {1}。", "Never: jobs compared: {0}; none ended later, and together they ended at least {1} earlier.");
    public static readonly Text KeptEven = new("从未变差：比较了 {0} 个作业，没有一个更晚。", "Never: jobs compared: {0}; none ended later.");
    public static readonly Text NotKept = new("{1} 个作业中有 {0} 个更晚，最多晚 {2}；其余合计至少提前 {3}。", "Ended later: {0} of {1}, the worst by {2}; the others together at least {3} earlier.");
    public static readonly Text EndedAt = new("结束时间", "Ended");
    public static readonly Text AloneAt = new("独用时的结束时间", "Alone it would have ended");
    public static readonly Text Late = new("晚", "Later by");
    public static readonly Text LateWhy = new("记录在案的可能原因", "What is on record that can have caused it");
    public static readonly Text Sums = new("与总账对账", "Against the ledger");
    public static readonly Text Direct = new("他方直接提交到本池（计入自用）", "Sent to this pool itself by others (counted as own use)");
    public static readonly Text DirectRuns = new("{0} 次运行", "runs: {0}");
    public static readonly Text UnderWay = new("其中运行中，尚未入账", "Of these under way, not in the ledger yet");
    public static readonly Text Unpaid = new("其中丢失或未能开始，不计费", "Of these lost or not begun: not paid");
    public static readonly Text BeyondOpen = new("开放设备较少时的占用", "Held while fewer devices were open");
    public static readonly Text SumsHow = new("借出与直接提交之和减去运行中与不计费部分，即总账计费的卡时；总账在运行结束后一分钟内按整次运行入账，同一机构的算力池之间不计费。代理失联、关闭或缩减后原有作业继续运行，故占用可能多于开放。", "Lent and sent by others, less what is under way and what is not paid, is what the ledger charges for: it counts each run whole in the minute after its end, and nothing between pools of one organisation. When an agent falls silent or a pool is closed or shrinks, what ran runs on: so more may be held than is open.");
    public static readonly Text With = new("与其他算力池的往来", "With other pools");
    public static readonly Text NoLines = new("本期没有借出或借入。", "Nothing was lent or borrowed in this time.");
    public static readonly Text Runs = new("运行次数", "Runs");
    public static readonly Text About = new("概况", "About");
    public static readonly Text Place = new("所在地", "Place");
    public static readonly Text Cohort = new("共享组", "Cohort");
    public static readonly Text NoCohort = new("未加入", "none: it lends to nobody");
    public static readonly Text Lending = new("借出上限", "Lends at most");
    public static readonly Text AllIdle = new("全部闲置设备", "all that is idle");
    public static readonly Text Borrowing = new("借入上限", "Borrows at most");
    public static readonly Text NoLimit = new("不限", "no limit");
    public static readonly Text Weight = new("借入权重（通常 100）", "Weight among borrowers (usually 100)");
    public static readonly Text Grace = new("归还前通知", "Notice before devices go back");
    public static readonly Text Seconds = new("{0} 秒", "{0} s");
    public static readonly Text Id = new("编号", "Id");

    private static readonly Dictionary<string, string> Days = new(StringComparer.Ordinal)
    {
        ["Mon"] = "周一",
        ["Tue"] = "周二",
        ["Wed"] = "周三",
        ["Thu"] = "周四",
        ["Fri"] = "周五",
        ["Sat"] = "周六",
        ["Sun"] = "周日",
        ["daily"] = "每天",
    };

    /// <summary>Whether it takes jobs, and why not.</summary>
    public static Text OfState(PoolView pool) => !pool.Offered ? Closed : !pool.Healthy ? Broken : !pool.Attached ? CohortWords.Away : pool.DevicesUp == 0 ? NoneWorks : pool.Quiet ? QuietNow : Open;

    /// <summary>Quiet hours as they are written, and with the days in Chinese.</summary>
    public static Text OfQuiet(string hours) => new(DayWord().Replace(hours, d => Days[d.Groups["day"].Value] + (d.Groups["to"].Success ? "至" : "")).Replace("; ", "；", StringComparison.Ordinal), hours);

    [GeneratedRegex("\\b(?<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun|daily)\\b(?<to>-(?=[A-Z]))?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayWord();
}
