using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>What a refusal means in Chinese. The API's own texts are English; the meaning of every code stands in docs/refusals.md, which is part of this assembly.</summary>
public static class RefusalWords
{
    private static readonly Lazy<FrozenDictionary<string, string>> Meanings = new(Read);

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

        return Meanings.Value.GetValueOrDefault(code, "");
    }

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
