using System.Collections.Frozen;
using System.Globalization;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Client;

/// <summary>What is on record that can have made a job end later than alone, and why jobs are not compared, in words.</summary>
public static class LateWords
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["agent-silent"] = ("节点已恢复，集群代理尚未呼叫", "the node was there again, and the agent of the pool's cluster had not called yet"),
        ["cluster-preempted"] = ("其集群曾将设备让给集群自己的作业，独用时亦然", "its cluster gave the devices to work of its own, as it would have alone"),
        ["few-open"] = ("本池开放设备少于作业所需", "its pool had fewer devices open than it needs"),
        ["given-back"] = ("运行中曾归还设备", "it gave devices back before it had ended"),
        ["handed-on"] = ("前一运行已结束，其结果上传、设备交接用时", "the run before it had ended, and handing its devices on (its results' upload, the word of its end) took"),
        ["lost"] = ("有运行随集群丢失", "a run of it was lost with its cluster"),
        ["node-down"] = ("节点停机", "the node was down"),
        ["taking"] = ("从提交到分得设备用时", "from when it was sent until it was given devices it took"),
        ["waited-away"] = ("已在他处集群获得设备而未能开始", "it had devices at another's cluster, which did not begin it"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (string Zh, string En)> Uncompared = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["cancelled"] = ("已取消", "cancelled"),
        ["closed"] = ("结束时本池开放设备少于其所需", "whose pool had fewer devices open than they ask for when they ended"),
        ["no-cohort"] = ("结束时本池未在共享组", "whose pool was in no cohort when they ended"),
        ["no-record"] = ("尚无比较记录", "not on record yet"),
        ["not-begun"] = ("未获设备即结束", "ended without having had devices"),
        ["share"] = ("占用设备的一部分", "on a part of a device that another job opened"),
        ["too-large"] = ("本池放不下", "too large for the pool"),
        ["under-way"] = ("等待或运行中", "waiting or running"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Chinese and English; where nothing is on record, that.</summary>
    /// <param name="causes">What is on record.</param>
    public static (string Zh, string En) Of(IReadOnlyList<PoolCauseView> causes)
    {
        ArgumentNullException.ThrowIfNull(causes);
        return causes.Count == 0
            ? ("没有记录在案的原因", "no cause on record")
            : (string.Join('；', causes.Select(c => Words.GetValueOrDefault(c.Code, (c.Code, c.Code)).Item1 + When(c, "至", "秒"))), string.Join("; ", causes.Select(c => Words.GetValueOrDefault(c.Code, (c.Code, c.Code)).Item2 + When(c, "to", "s"))));
    }

    /// <summary>Which jobs were compared with nothing, and how many, in Chinese and English; empty for none.</summary>
    /// <param name="why">How many by why.</param>
    public static (string Zh, string En) Of(IReadOnlyDictionary<string, int> why)
    {
        ArgumentNullException.ThrowIfNull(why);
        var ordered = why.OrderBy(w => w.Key, StringComparer.Ordinal).ToList();
        return (string.Join('、', ordered.Select(w => $"{Uncompared.GetValueOrDefault(w.Key, (w.Key, w.Key)).Item1} {w.Value} 个")), string.Join(", ", ordered.Select(w => $"{w.Value} {Uncompared.GetValueOrDefault(w.Key, (w.Key, w.Key)).Item2}")));
    }

    /// <summary>Steps that are told by how long they took end in a verb; others by from and until when.</summary>
    private static string When(PoolCauseView cause, string to, string seconds) =>
        cause is not { From: { } from, To: { } until } ? ""
        : cause.Code is "handed-on" or "taking" ? string.Create(CultureInfo.InvariantCulture, $" {(until - from).TotalSeconds:0.0} {seconds}")
        : $" ({from:u} {to} {until:u})";
}
