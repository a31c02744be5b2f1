using System.Collections.Frozen;
using System.CommandLine;

namespace KeyEcosystem.Cli;

/// <summary>The option of a verb by which a field of the API is given: a refusal names the field, and who reads it has typed an option.</summary>
internal static class FieldOptions
{
    /// <summary>Fields whose option is called otherwise.</summary>
    private static readonly FrozenDictionary<string, string> Other = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["agreementEnds"] = "--agreements-end",
        ["assetValueMinor"] = "--asset-value",
        ["bitsMax"] = "--bits",
        ["bytesMax"] = "--bytes",
        ["capacitySha256"] = "--capacity",
        ["cellCountMin"] = "--count-min",
        ["dataSets"] = "--data",
        ["devices"] = "--gpus",
        ["devicesMin"] = "--gpus-min",
        ["deviceMemoryMib"] = "--device-memory",
        ["devicesPerNode"] = "--gpus-per-node",
        ["digitsMax"] = "--digits",
        ["displayName"] = "--name",
        ["evictionCostSeconds"] = "--preemption-cost-s",
        ["expectedSeconds"] = "--expect",
        ["forms"] = "--form",
        ["hosts"] = "--host",
        ["jobsSha256"] = "--jobs",
        ["jurisdictions"] = "--jurisdiction",
        ["limits.cpus"] = "--cpus",
        ["limits.diskMb"] = "--disk-mb",
        ["limits.memoryMb"] = "--memory-mb",
        ["limits.wallSeconds"] = "--seconds",
        ["models"] = "--model",
        ["outputs"] = "--output",
        ["policies"] = "--mode",
        ["pools"] = "--pool",
        ["predicate"] = "--kind",
        ["priceMinor"] = "--price",
        ["priceMinorPerHour"] = "--price",
        ["quietHours"] = "--quiet",
        ["roles"] = "--role",
        ["rowsMax"] = "--rows",
        ["scalePct"] = "--scale",
        ["sharesDevices"] = "--share-devices",
        ["shareMilli"] = "--share",
        ["table"] = "--set",
        ["tokenOut"] = "--token-file",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The option, or the argument in angle brackets; null where the verb has none for it.</summary>
    /// <param name="field">Name of the field, or its path: a place within what an option gave is given by that option.</param>
    /// <param name="command">The verb.</param>
    public static string? Of(string field, Command command)
    {
        for (var path = field; ; path = path[..path.LastIndexOfAny(['.', '['])])
        {
            if (Given(path, command) is { } found)
            {
                return found;
            }

            if (path.LastIndexOfAny(['.', '[']) <= 0)
            {
                return null;
            }
        }
    }

    private static string? Given(string field, Command command)
    {
        var words = string.Concat(field.Select(c => char.IsAsciiLetterUpper(c) ? $"-{char.ToLowerInvariant(c)}" : $"{c}"));
        return new[] { Other.GetValueOrDefault(field), $"--{words}" }.FirstOrDefault(name => name is not null && command.Options.Any(o => o.Name == name || o.Aliases.Contains(name)))
            ?? (command.Arguments.Any(a => a.Name == words) ? $"<{words}>" : null);
    }
}
