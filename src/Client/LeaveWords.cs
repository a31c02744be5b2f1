using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>Why a job must give its devices back, in words.</summary>
public static class LeaveWords
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["reclaimed"] = ("其所有者应得", "their owner is entitled to them"),
        ["turn"] = ("轮到同一队列中更早的作业", "an earlier job of the same queue has its turn"),
        ["preempted"] = ("让给等待更久的一方", "another owner is further behind"),
        ["cluster-preempted"] = ("其集群让给了集群自己的作业", "their cluster gave them to work of its own"),
        ["grown"] = ("将以全部设备继续", "it goes on with all its devices"),
        ["capacity"] = ("设备撤出", "the devices leave the pool"),
        ["check"] = ("核准失效", "a check no longer permits it"),
        ["withdrawn"] = ("算力池退出共享组", "the pool leaves the cohort"),
        ["home"] = ("所在集群迟迟未开始，自己的算力池已可开始", "its cluster has not begun it, and its own pool can"),
        ["defragmented"] = ("整理碎片", "it is moved to end fragmentation"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Chinese and English; the code itself when it has no words.</summary>
    /// <param name="code">The code.</param>
    public static (string Zh, string En) Of(string code) => Words.GetValueOrDefault(code, (code, code));
}
