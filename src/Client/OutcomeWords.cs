using System.Collections.Frozen;
using System.Globalization;

namespace KeyEcosystem.Client;

/// <summary>How a job ended, in words, for who sees its code only: the statement is for those who submitted it.</summary>
public static class OutcomeWords
{
    private const string Exit = "exit.";

    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["agent.cancelled"] = ("在集群一侧被终止", "it was ended at the cluster"),
        ["agent.lost"] = ("集群或其代理失去联系", "the cluster or its agent was lost"),
        ["agent.node.failed"] = ("集群节点故障", "the cluster's machine failed"),
        ["agent.results.refused"] = ("节点拒绝接收结果", "the node did not take the results"),
        ["agent.run.killed"] = ("运行在其机器上被外力终止", "it was ended from outside at its machine"),
        ["cancelled"] = ("被撤回", "it was withdrawn"),
        ["limit.disk"] = ("文件或结果超过上限", "its files or results were more than it may leave"),
        ["limit.entries"] = ("文件过多", "it had too many files"),
        ["limit.memory"] = ("内存超过上限", "it took more memory than it may"),
        ["limit.output"] = ("日志过长", "it wrote more to its log than it may"),
        ["limit.wall"] = ("运行时间超过上限", "it ran longer than it may"),
        ["node.failed"] = ("节点故障", "the node failed"),
        ["node.restarted"] = ("节点重新启动", "the node was started again"),
        ["node.stopped"] = ("节点停止", "the node was stopped"),
        ["results.lost"] = ("结果未送达", "a result has not arrived"),
        ["sealed.ended"] = ("已结束；如何结束只有数据所有者可见", "it has ended; how, only the owner of the data sees"),
        ["setup.failed"] = ("沙箱、镜像或集群未能启动作业", "its sandbox, image or cluster could not begin it"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Chinese and English; the code itself when it has no words.</summary>
    /// <param name="code">The outcome's code.</param>
    public static (string Zh, string En) Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.StartsWith(Exit, StringComparison.Ordinal) && int.TryParse(code.AsSpan(Exit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var exit)
            ? exit == 0 ? ("正常结束", "it ended well") : ($"以代码 {exit} 结束", $"it ended with code {exit}")
            : Words.GetValueOrDefault(code, (code, code));
    }

    /// <summary>The code with its words in both languages.</summary>
    /// <param name="code">The outcome's code.</param>
    public static string Coded(string code) => Of(code) is var (zh, en) && zh != en ? $"{code}: {en} {zh}" : code;
}
