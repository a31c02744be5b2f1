using System.Collections.Frozen;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Tables that are read more easily as one text.</summary>
internal static class Pairs
{
    /// <summary>Reads <c>name=value name=value</c>.</summary>
    public static FrozenDictionary<string, string> Of(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToFrozenDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
}
