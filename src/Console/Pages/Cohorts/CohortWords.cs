using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Cohorts;

/// <summary>Words of the pool map and of a cohort's page.</summary>
internal static class CohortWords
{
    public static readonly Text Title = new("算力地图", "Pool map");
    public static readonly Text Lead = new("相互借用闲置设备的算力池：谁在用谁的设备，谁在等待、为何等待。", "Pools that lend idle devices to each other: who uses whose devices now, who waits, and why.");
    public static readonly Text CohortTitle = new("共享组“{0}”", "Cohort \"{0}\"");
    public static readonly Text Nothing = new("尚无共享组。算力池的所有者用 keyeco pools change --cohort 加入。", "No pool lends yet. An owner joins by keyeco pools change --cohort.");
    public static readonly Text Own = new("本池作业", "own jobs");
    public static readonly Text Lent = new("借出", "lent");
    public static readonly Text Leaving = new("正在归还", "going back");
    public static readonly Text Idle = new("闲置", "idle");
    public static readonly Text Legend = new("图例", "Legend");
    public static readonly Text Closed = new("未开放：不接受新作业，本池作业运行完毕", "closed by its owner: it takes no jobs, and what its own queue runs there runs to its end");
    public static readonly Text Broken = new("设备故障", "its devices are not healthy");
    public static readonly Text Quiet = new("自用时段，不运行作业", "quiet hours: it runs no jobs");
    public static readonly Text Away = new("集群未连接", "the cluster is not attached");
    public static readonly Text PoolLine = new("{0} 台：自用 {1}，借出 {2}，闲置 {3}", "devices: {0}; {1} own, {2} lent, {3} idle");
    public static readonly Text AwayLine = new("失去联系时：自用 {0}，借出 {1}", "when last heard: {0} own, {1} lent");
    public static readonly Text PoolUtilisation = new("占用设备的利用率 {0} %", "held devices compute {0} % of the time");
    public static readonly Text Utilisation = new("占用设备的利用率", "Utilisation of held devices");
    public static readonly Text UtilisationPct = new("利用率 %", "utilised %");
    public static readonly Text PoolBorrows = new("在别处借入 {0}", "borrows {0} elsewhere");
    public static readonly Text PoolWaits = new("{0} 个作业等待", "{0} waiting");
    public static readonly Text Cell = new("{0}，{1} 台，属于“{2}”的队列", "{0}, devices: {1}, of the queue of \"{2}\"");
    public static readonly Text SharedCell = new("共享设备，已占千分之 {0}（{1}），属于“{2}”的队列", "a shared device, {0} thousandths held ({1}), of the queue of \"{2}\"");
    public static readonly Text SharedLegend = new("多个作业共享", "shared by several jobs");
    public static readonly Text Other = new("他方作业", "another member's job");
    public static readonly Text Devices = new("设备", "Devices");
    public static readonly Text Busy = new("占用率", "Busy");
    public static readonly Text LentNow = new("借出中", "Lent now");
    public static readonly Text WaitingNow = new("等待作业", "Jobs waiting");
    public static readonly Text Promise = new("与独用相比更晚的作业（本期）", "Jobs later than alone, in this time");
    public static readonly Text PromiseOf = new("{0}，共 {1}", "{0} of {1}");
    public static readonly Text More = new("排队、历史与往来", "Queue, history, who owes whom");
    public static readonly Text Flows = new("借用关系", "Who holds whose devices");
    public static readonly Text NoFlows = new("目前没有借用。", "Nothing is lent just now.");
    public static readonly Text Lender = new("出借方", "Lent by");
    public static readonly Text Borrower = new("借用方", "Held by jobs of");
    public static readonly Text GoingBack = new("其中正在归还", "Of these going back");
    public static readonly Text Queue = new("排队", "Queue");
    public static readonly Text NoQueue = new("没有等待的作业。", "No job waits.");
    public static readonly Text QueueCut = new("仅显示最早的 {0} 个。", "Only the first {0} are shown.");
    public static readonly Text Job = new("作业", "Job");
    public static readonly Text Pool = new("所属队列", "Queue of");
    public static readonly Text Since = new("提交时间", "Submitted");
    public static readonly Text Why = new("等待原因", "Waits because");
    public static readonly Text Expected = new("预计开始", "Expected start");
    public static readonly Text Unknown = new("暂无法估计", "can't be said yet");
    public static readonly Text History = new("使用历史（平均设备数）", "Use over time (devices on average)");
    public static readonly Text HistoryLabel = new("按时间（UTC）的设备数：自用、借出、闲置，以及等待中的需求", "Devices over time (UTC): own, lent, idle, and what was waited for");
    public static readonly Text Quality = new("闲置、碎片与利用率", "Idle, fragmented and utilised");
    public static readonly Text QualityLabel = new("按时间的闲置率、碎片率与利用率（百分比）", "Idle, fragmented and utilised over time, in percent");
    public static readonly Text QualityLead = new("碎片率：闲置设备中，常见规模的作业放不下的比例。利用率：占用设备中实测在计算的比例。", "Fragmented: the share of idle devices on which jobs of the usual sizes do not fit. Utilised: the share of measured held time in which devices computed.");
    public static readonly Text Waited = new("等待中的需求", "waited for");
    public static readonly Text IdlePct = new("闲置率 %", "idle %");
    public static readonly Text FragmentedPct = new("碎片率 %", "fragmented %");
    public static readonly Text At = new("时间（UTC）", "From (UTC)");
    public static readonly Text Range = new("时间范围", "Time");
    public static readonly Text Steady = new("每 5 秒更新", "looks again every 5 s");

    private static readonly Dictionary<string, Text> Ranges = new(StringComparer.Ordinal)
    {
        ["1"] = new("最近 1 小时", "last hour"),
        ["24"] = new("最近 24 小时", "last 24 hours"),
        ["168"] = new("最近 7 天", "last 7 days"),
        ["720"] = new("最近 30 天", "last 30 days"),
    };

    /// <summary>Hours that can be chosen.</summary>
    public static IReadOnlyList<string> RangeHours { get; } = ["1", "24", "168", "720"];

    /// <summary>Why devices go back.</summary>
    public static Text OfLeaving(string code)
    {
        var (zh, en) = LeaveWords.Of(code);
        return new Text(zh, en);
    }

    public static Text OfRange(string hours) => Ranges[hours];
}
