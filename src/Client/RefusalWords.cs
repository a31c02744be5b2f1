using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>What a refusal means in Chinese. The API's own texts are English; the meaning of every code stands in docs/refusals.md, which is part of this assembly.</summary>
public static class RefusalWords
{
    private static readonly Lazy<FrozenDictionary<string, string>> Meanings = new(Read);

    private static readonly FrozenDictionary<string, string> Steps = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["admit"] = "分配设备",
        ["cancel"] = "撤回",
        ["evict"] = "归还设备",
        ["fail"] = "记为失败",
        ["lose"] = "记为丢失",
        ["retry"] = "重新提交（仅限已失败或已取消的作业）",
        ["start"] = "启动",
        ["succeed"] = "记为成功",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The sentence; empty for a code without one.</summary>
    /// <param name="code">Code of the refusal.</param>
    /// <param name="facts">Its data; of a field it says what the field must be.</param>
    public static string Chinese(string code, IReadOnlyDictionary<string, string> facts)
    {
        if (code == "input.field" && facts.TryGetValue("field", out var field))
        {
            var must = FieldWords.Chinese(facts.GetValueOrDefault("must", ""));
            return $"字段“{field}”不合要求{(must.Length > 0 ? $"：须为{(char.IsAscii(must[0]) ? " " : "")}{must}" : "")}{(facts.TryGetValue("was", out var was) ? $"；收到“{was}”" : "")}。";
        }

        if (code == "policy.malformed" && facts.TryGetValue("field", out var place) && facts.TryGetValue("must", out var wanted) && FieldWords.Chinese(wanted) is { Length: > 0 } said)
        {
            return $"策略不能接受：“{place}”须为{(char.IsAscii(said[0]) ? " " : "")}{said}。";
        }

        return Meanings.Value.GetValueOrDefault(code, "") + Detail(code, facts);
    }

    /// <summary>The figures and states that the English detail of some refusals carries.</summary>
    private static string Detail(string code, IReadOnlyDictionary<string, string> facts) => code switch
    {
        "compute.devices.exceeded" when facts.TryGetValue("asked", out var asked) && facts.TryGetValue("devices", out var has) => $"作业要求 {asked} 台设备，最多可得 {has} 台。",
        "compute.cohort.unknown" when facts.TryGetValue("near", out var near) && near.Length > 0 => $"是否指：{near}？",
        "dataspace.peer.exists" when facts.TryGetValue("peer", out var peer) => $"编号 {peer}：以 keyeco peers token 设定令牌，以 peers suspend、resume 暂停与恢复。",
        "compute.job.state" when facts.TryGetValue("state", out var state) && facts.TryGetValue("step", out var step) => $"作业处于“{StateNames.Of(state).Zh}”，不能{Steps.GetValueOrDefault(step, step)}。",
        "compute.airlock.rule" when facts.TryGetValue("output", out var output) && facts.TryGetValue("zh", out var kept) => $"输出“{output}”：{kept}",
        "compute.airlock.findings" => string.Concat(facts.Where(f => f.Key.StartsWith("finding", StringComparison.Ordinal) && f.Key.EndsWith(".zh", StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Value)),
        "compute.sealed.place" when facts.TryGetValue("pools", out var pools) => pools.Length > 0 ? $"可用：{pools}。" : "目前没有这样的算力池。",
        _ => "",
    };

    private static FrozenDictionary<string, string> Read()
    {
        using var reader = new StreamReader(typeof(RefusalWords).Assembly.GetManifestResourceStream("refusals.md")!);
        var meanings = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('|', StringSplitOptions.TrimEntries) is ["", ['`', .. var code, '`'], _, var chinese, _, ""])
            {
                meanings[code] = chinese;
            }
        }

        return meanings.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
