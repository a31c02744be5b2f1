using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>Why a job waits, in words.</summary>
public static class WaitWords
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["compute.wait.agent-silent"] = ("所在集群的代理失联，进展不明；代理恢复后继续，租期届满则视为丢失", "the agent of the cluster that it runs at does not call: it goes on when that calls again, and is lost when its lease is over"),
        ["compute.wait.at-cluster"] = ("已分配设备，在集群中排队，集群的处理器、内存或设备正被占用", "it has been given devices and waits at its cluster, where processors, memory or devices are taken"),
        ["compute.wait.before-quiet-hours"] = ("所有者的自用时段将至，作业在此之前无法完成，届满后开始", "its owner's quiet hours are near, and it would not be done before them; it begins after them"),
        ["compute.wait.behind"] = ("前面还有作业", "others are before it"),
        ["compute.wait.borrowing-limit"] = ("已达借入上限", "its queue holds as many devices as it may borrow"),
        ["compute.wait.check-pending"] = ("尚待核准", "a check has not answered yet"),
        ["compute.wait.cluster-away"] = ("集群代理未连接", "the agent of a cluster that it could run on does not call"),
        ["compute.wait.devices-busy"] = ("设备正忙", "the devices are busy"),
        ["compute.wait.few-with-devices"] = ("他处的闲置设备所附处理器或内存不足", "the devices that are idle elsewhere come with fewer processors or less memory than it asks for"),
        ["compute.wait.lending-limit"] = ("闲置设备受出借上限保留", "the idle devices are kept back by their owners' lending limits"),
        ["compute.wait.no-cluster"] = ("允许的集群都不够大", "no cluster that law, data and model allow is large enough"),
        ["compute.wait.node-busy"] = ("节点正忙", "the node is busy"),
        ["compute.wait.not-kept"] = ("本池设备正忙；有空闲的是节点自身的算力池，其不保留作业存下的进度，不接受 --saves 作业", "the pool's own devices are busy; the idle ones are the node's own, which keep nothing of what a job saves and so take none with --saves"),
        ["compute.wait.not-permitted-elsewhere"] = ("本池设备正忙；其他算力池有空闲，但不允许该作业（可能尚无生效的协议）", "the pool's own devices are busy; other pools have idle ones, but the job is not permitted there (perhaps no agreement is in force)"),
        ["compute.wait.pool-closed"] = ("算力池暂停接受作业", "the pool takes no jobs now"),
        ["compute.wait.pool-short"] = ("设备少于各方应得之和，其他方等得更久", "its turn has come, but there are fewer devices than owners count on, and others are further behind"),
        ["compute.wait.pool-too-small"] = ("作业所需设备多于算力池现有设备", "it wants more devices than the pool has now"),
        ["compute.wait.processors-busy"] = ("设备有空闲，但其所附处理器或内存已被占用", "devices are idle, but the processors or memory that come with them are taken"),
        ["compute.wait.quiet-hours"] = ("所有者的自用时段，届满后开始", "its owner wants the devices in these hours; it begins after them"),
        ["compute.wait.reclaiming"] = ("正在为其收回设备", "devices are being taken back for it"),
        ["compute.wait.taken"] = ("刚收到，正在安排", "it was just taken, and is being given a place"),
        ["compute.wait.uploading"] = ("已运行完毕，正在上传结果", "it has run, and its results are being uploaded"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Zh, string En)> Elsewhere = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["compute.wait.before-quiet-hours"] = ("所有者的自用时段将至，作业在此之前无法完成，届满后或在他处开始", "its owner's quiet hours are near, and it would not be done before them; it begins after them, or elsewhere"),
        ["compute.wait.quiet-hours"] = ("所有者的自用时段，届满后或在他处开始", "its owner wants the devices in these hours; it begins after them, or elsewhere"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Chinese and English; the code itself when it has no words, and both of "about to start" without a code.</summary>
    /// <param name="code">The code; null when nothing stands in the way.</param>
    /// <param name="elsewhere">Whether the job may go to other pools: then the hours of one are not its end of waiting.</param>
    public static (string Zh, string En) Of(string? code, bool elsewhere = false) =>
        code is null ? ("即将开始", "about to start")
        : elsewhere && Elsewhere.TryGetValue(code, out var words) ? words
        : Words.GetValueOrDefault(code, (code, code));

    /// <summary>English and Chinese in one line.</summary>
    /// <param name="code">The code; null when nothing stands in the way.</param>
    /// <param name="elsewhere">Whether the job may go to other pools.</param>
    public static string Both(string? code, bool elsewhere = false) => Of(code, elsewhere) is var (zh, en) && zh != en ? $"{en} {zh}" : code ?? "";
}
