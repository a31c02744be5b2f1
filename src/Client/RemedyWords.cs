using System.Collections.Frozen;

namespace KeyEcosystem.Client;

/// <summary>Who can take a step of a remedy, in words.</summary>
public static class RemedyWords
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["recipient"] = ("使用方", "recipient"),
        ["provider"] = ("提供方", "provider"),
        ["operator"] = ("运营方", "operator"),
        ["both"] = ("双方", "both"),
        ["time"] = ("时间", "time"),
        ["record"] = ("登记情况", "on record"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Chinese and English; the code itself when it has no words.</summary>
    /// <param name="by">The code.</param>
    public static (string Zh, string En) Of(string by) => Words.GetValueOrDefault(by, (by, by));
}
