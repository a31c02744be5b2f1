using System.Collections.Frozen;
using System.CommandLine;

namespace KeyEcosystem.Cli;

/// <summary>The option of a verb by which a field of the API is given: a refusal names the field, and who reads it has typed an option.</summary>
internal static class FieldOptions
{
    /// <summary>Fields whose option is called otherwise.</summary>
    private static readonly FrozenDictionary<string, string> Other = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["assetValueMinor"] = "--asset-value",
        ["dataSets"] = "--data",
        ["devices"] = "--gpus",
        ["devicesMin"] = "--gpus-min",
        ["deviceMemoryMib"] = "--device-memory",
        ["expectedSeconds"] = "--expect",
        ["limits.cpus"] = "--cpus",
        ["limits.diskMb"] = "--disk-mb",
        ["limits.memoryMb"] = "--memory-mb",
        ["limits.wallSeconds"] = "--seconds",
        ["quietHours"] = "--quiet",
        ["sharesDevices"] = "--share-devices",
        ["shareMilli"] = "--share",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The option; null where the verb has none for it.</summary>
    /// <param name="field">Name of the field.</param>
    /// <param name="command">The verb.</param>
    public static string? Of(string field, Command command)
    {
        var spelled = "--" + string.Concat(field.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));
        return new[] { Other.GetValueOrDefault(field), spelled }.FirstOrDefault(name => name is not null && command.Options.Any(o => o.Name == name || o.Aliases.Contains(name)));
    }
}
