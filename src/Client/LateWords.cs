using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>What can have made a job end later than alone, in words.</summary>
public static class LateWords
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["few-open"] = ("期间本池开放设备不足（关闭、自用时段、故障或代理失联）", "its pool had too few devices open for a while: closed, quiet hours, out of order, or its agent was silent"),
        ["given-back"] = ("运行中曾归还设备", "it gave devices back before it had ended"),
        ["lost"] = ("有运行随集群丢失", "a run of it was lost with its cluster"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Chinese and English; where nothing is on record, what it is as a rule.</summary>
    /// <param name="codes">What is on record.</param>
    public static (string Zh, string En) Of(IReadOnlyList<string> codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        return codes.Count == 0
            ? ("无记录可查的原因：通常为收回设备的通知时间，或在他处集群等待开始", "nothing on record: as a rule the notice that a borrower's job got, or a wait at another's cluster before it began there")
            : (string.Join('；', codes.Select(c => Words.GetValueOrDefault(c, (c, c)).Item1)), string.Join("; ", codes.Select(c => Words.GetValueOrDefault(c, (c, c)).Item2)));
    }
}
