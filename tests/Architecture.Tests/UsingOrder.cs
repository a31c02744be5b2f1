using System.Text.RegularExpressions;

namespace KeyEcosystem.Architecture.Tests;

/// <summary>The order of using directives that <c>dotnet format</c> gives. It looks at the order only after loading every project; this reads the files.</summary>
internal static partial class UsingOrder
{
    /// <summary>Where a file's first directive out of order stands; null where there is none.</summary>
    public static string? Fault(IEnumerable<string> lines)
    {
        (int Group, string[] Name) before = (-1, []);
        foreach (var (line, number) in lines.Select((l, i) => (l, i + 1)))
        {
            if (Directive().Match(line) is not { Success: true } found)
            {
                if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || line.StartsWith('#'))
                {
                    continue;
                }

                return null;
            }

            var name = found.Groups["name"].Value.Split('.');
            (int Group, string[] Name) here = (found.Groups["static"].Success ? 2 : found.Groups["alias"].Success ? 3 : name[0] == "System" ? 0 : 1, name);
            if (before.Group > here.Group || (before.Group == here.Group && Compare(before.Name, here.Name) > 0))
            {
                return $"line {number}: {line}";
            }

            before = here;
        }

        return null;
    }

    private static int Compare(string[] one, string[] other)
    {
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            var order = string.Compare(one[i], other[i], StringComparison.OrdinalIgnoreCase);
            order = order == 0 ? string.CompareOrdinal(one[i], other[i]) : order;
            if (order != 0)
            {
                return order;
            }
        }

        return one.Length - other.Length;
    }

    [GeneratedRegex("^(?<global>global )?using (?<static>static )?(?<alias>\\w+ = )?(?<name>[\\w.]+).*;$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Directive();
}
