using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.WhatIf;

/// <summary>Words of the comparison of ways of sharing.</summary>
internal static class WhatIfWords
{
    public static readonly Text Title = new("假设推演", "What if");
    public static readonly Text Lead = new("如果这些集群共享，会怎样？同一批作业在不同共享方式下的闲置、等待，以及谁会变差。", "What if these clusters pooled? The same jobs under several ways of sharing: what stands idle, who waits, who would be worse off.");
    public static readonly Text Source = new("推演对象", "Which jobs");
    public static readonly Text Jobs = new("作业文件", "File of jobs");
    public static readonly Text JobsHint = new("CSV 列：job_id, submit_s, duration_s, gpus, vc；可为 gzip。", "CSV with job_id, submit_s, duration_s, gpus, vc; plain or gzipped.");
    public static readonly Text Capacity = new("容量文件", "File of capacities");
    public static readonly Text CapacityHint = new("CSV 列：vc, nodes；可为 gzip。", "CSV with vc, nodes; plain or gzipped.");
    public static readonly Text PerNode = new("每节点设备数", "Devices of a node");
    public static readonly Text Days = new("最近天数", "Days back");
    public static readonly Text Policies = new("共享方式", "Ways of sharing");
    public static readonly Text Scale = new("池的规模（%）", "Size of the pool (%)");
    public static readonly Text ScaleHint = new("低于 100 表示共享后可少买设备；独用时各方仍用全部设备。", "Below 100: fewer devices when pooled. Alone everybody keeps all of theirs.");
    public static readonly Text Cost = new("每次收回的代价（秒）", "Cost of an eviction (seconds)");
    public static readonly Text CostHint = new("损失的计算时间；-1 表示全部丢失。", "Work that is lost each time; -1 for all of it.");
    public static readonly Text Run = new("开始推演", "Run");
    public static readonly Text Settings = new("推演设置", "What is replayed");
    public static readonly Text Running = new("正在推演 {0} 个作业", "Replaying, jobs: {0}");
    public static readonly Text Figuring = new("正在计算“{0}”的指标", "Making the figures of \"{0}\"");
    public static readonly Text Sending = new("正在上传", "Sending the files");
    public static readonly Text Stopped = new("已停止。", "Stopped.");
    public static readonly Text Failed = new("推演出错，原因见节点日志。", "It failed; the node's log says why.");
    public static readonly Text NoFiles = new("请选择两个文件。", "Choose both files.");
    public static readonly Text NoPolicy = new("请至少选择一种共享方式。", "Choose at least one way of sharing.");
    public static readonly Text About = new("{1} 方的 {0} 个作业，{2} 台设备，{3}内提交", "jobs: {0}, owners: {1}, devices: {2}, submitted over {3}");
    public static readonly Text TooLarge = new("有 {0} 个作业所需设备多于其所有者所有，独用时无法运行，不参与与独用的比较：{1}。", "Jobs that ask for more devices than their owner has, never run alone and are not compared with it: {0} ({1}).");
    public static readonly Text Ends = new("结束于（小时）", "Ends after (h)");
    public static readonly Text Others = new("另有 {0} 个作业的所有者无设备，未计入。", "left out, jobs of owners without devices: {0}");
    public static readonly Text Headline = new("保证归还的共享：闲置从 {0} % 变为 {1} %，平均排队从 {2} 小时变为 {3} 小时，{4}。", "Pooled with a guarantee: idle {0} % to {1} %, mean queueing {2} h to {3} h, {4}.");
    public static readonly Text Nobody = new("没有任何一方变差", "nobody worse off");
    public static readonly Text Some = new("{0} 会变差", "worse off: {0}");
    public static readonly Text Comparison = new("对比", "Comparison");
    public static readonly Text ComparisonLabel = new("各共享方式的闲置率与平均排队时间", "Idle and mean queueing by way of sharing");
    public static readonly Text Policy = new("共享方式", "Way of sharing");
    public static readonly Text Idle = new("闲置率 %", "Idle %");
    public static readonly Text Wait = new("平均等待（小时）", "Mean wait (h)");
    public static readonly Text P95 = new("95% 分位等待（小时）", "95th percentile (h)");
    public static readonly Text Queueing = new("平均排队（小时）", "Mean queueing (h)");
    public static readonly Text Evictions = new("收回次数", "Evictions");
    public static readonly Text Lost = new("损失卡时", "Device hours lost");
    public static readonly Text Later = new("比独用更晚的作业", "Jobs later than alone");
    public static readonly Text Worse = new("变差的一方", "Worse off");
    public static readonly Text None = new("无", "nobody");
    public static readonly Text Owners = new("各方的排队时间：独用与共享", "Queueing of each owner: alone and pooled");
    public static readonly Text OwnersLabel = new("每一方独用与共享时的平均排队小时数", "Mean queueing hours of each owner, alone and pooled");
    public static readonly Text Show = new("查看", "Show");
    public static readonly Text Owner = new("所有者", "Owner");
    public static readonly Text Devices = new("设备", "Devices");
    public static readonly Text JobsOf = new("作业", "Jobs");
    public static readonly Text IdleAlone = new("独用闲置率 %", "Idle alone %");
    public static readonly Text Alone = new("独用（小时）", "Alone (h)");
    public static readonly Text Pooled = new("共享（小时）", "Pooled (h)");
    public static readonly Text Verdict = new("结论", "Verdict");
    public static readonly Text Better = new("↓ 不变差", "↓ not worse off");
    public static readonly Text WorseMark = new("▲ 变差", "▲ worse off");
    public static readonly Text Time = new("随时间的使用与需求", "Use and demand over time");
    public static readonly Text TimeLabel = new("占用设备数与等待中的需求，按小时", "Devices held, and asked for by jobs that wait, by hour");
    public static readonly Text Used = new("占用设备", "devices held");
    public static readonly Text Waited = new("等待中的需求（设备）", "devices waited for");
    public static readonly Text Hour = new("小时", "Hours");
    public static readonly Text Kept = new("结果保留到节点重启为止；本页地址可在机构内分享。", "Kept until the node starts again; the address of this page can be shared within your organisation.");

    private static readonly Text InHours = new("{0} 小时", "{0} h");
    private static readonly Text InSeconds = new("{0} 秒", "{0} s");

    private static readonly Dictionary<string, Text> Sources = new(StringComparer.Ordinal)
    {
        ["sample"] = new("示例生态（六方两周，虚构）", "a made-up ecosystem: six owners, two weeks"),
        ["records"] = new("本机构算力池的记录", "records of your pools"),
        ["files"] = new("上传作业记录", "files of your own"),
    };

    private static readonly Dictionary<string, Text> SampleOwners = new(StringComparer.Ordinal)
    {
        ["cloud"] = new("云服务商", "cloud"),
        ["carmaker"] = new("车企", "carmaker"),
        ["materials-institute"] = new("材料研究所", "materials institute"),
        ["steelmaker"] = new("钢企", "steelmaker"),
        ["university"] = new("高校", "university"),
        ["hospital"] = new("医院", "hospital"),
    };

    private static readonly Dictionary<string, Text> PolicyNames = new(StringComparer.Ordinal)
    {
        ["isolated-fifo"] = new("各自独用，先来先服务", "alone, first come first served"),
        ["isolated-easy"] = new("各自独用，回填", "alone, with backfill"),
        ["pooled-fifo"] = new("一个队列，先来先服务", "one queue, first come first served"),
        ["pooled-easy"] = new("一个队列，回填", "one queue, with backfill"),
        ["entitlement"] = new("闲置即借，按时归还", "lent at once, given back when the owner is entitled"),
    };

    public static IReadOnlyList<string> SourceCodes { get; } = ["sample", "records", "files"];

    public static IReadOnlyList<string> PolicyCodes { get; } = ["isolated-fifo", "isolated-easy", "pooled-fifo", "pooled-easy", "entitlement"];

    public static Text OfSource(string code) => Sources[code];

    /// <summary>An owner's name: those of the sample are made up and have words, all others are names that somebody gave.</summary>
    public static Text OfOwner(string source, string name) => source == "sample" ? SampleOwners.GetValueOrDefault(name, new Text(name, name)) : new Text(name, name);

    public static Text OfPolicy(string code) => PolicyNames.GetValueOrDefault(code, new Text(code, code));

    /// <summary>A length of time in the unit that suits it: files of one's own may last a minute.</summary>
    public static Text Span(double hours) => hours < 1 ? InSeconds : InHours;

    /// <summary>The number that stands in it.</summary>
    public static double InUnit(double hours) => hours < 1 ? hours * 3600 : hours;
}
