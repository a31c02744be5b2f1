using System.Globalization;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>Slurm's shorthand for nodes and for devices, written out.</summary>
internal static class SlurmNames
{
    private const int NodesMax = 100_000;

    /// <summary>The nodes of <c>alpha-[1-3,07],beta</c>.</summary>
    /// <param name="list">The shorthand.</param>
    /// <exception cref="FormatException">It is not one.</exception>
    public static IReadOnlyList<string> Nodes(string list)
    {
        var nodes = new List<string>();
        foreach (var part in Split(list))
        {
            Expand(part, "", nodes);
        }

        return nodes;
    }

    /// <summary>The devices of <c>gpu:h100:2(IDX:0-1),shard:4</c>: accelerators only, by flavor.</summary>
    /// <param name="text">A node's or a job's word for its generic resources; may begin with <c>gres:</c> or <c>gres/</c>.</param>
    public static IReadOnlyList<(string Flavor, int Count, IReadOnlyList<int> Indexes)> Devices(string? text)
    {
        var found = new List<(string, int, IReadOnlyList<int>)>();
        foreach (var part in Split(text ?? ""))
        {
            var open = part.IndexOf('(', StringComparison.Ordinal);
            var words = (open < 0 ? part : part[..open]).Split(':', '/').ToList();
            words.Remove("gres");
            if (words is not ["gpu", ..])
            {
                continue;
            }

            // gpu | gpu:2 | gpu:h100 | gpu:h100:2, each perhaps with a socket (S:0-1) or indexes behind.
            var counted = int.TryParse(words[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var count);
            var flavor = words.Count - (counted ? 1 : 0) > 1 ? words[1] : "gpu";
            var indexes = open >= 0 && part.IndexOf("IDX:", open, StringComparison.Ordinal) is var at and > 0 ? Numbers(part[(at + 4)..part.IndexOf(')', at)]) : [];
            found.Add((flavor, counted ? count : 1, indexes));
        }

        return found;
    }

    private static List<int> Numbers(string text)
    {
        var numbers = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last - first < NodesMax)
            {
                for (var number = first; number <= last; number++)
                {
                    numbers.Add(number);
                }
            }
        }

        return numbers;
    }

    /// <summary>Parts between commas that stand in no bracket.</summary>
    private static IEnumerable<string> Split(string list)
    {
        var (depth, from) = (0, 0);
        for (var at = 0; at <= list.Length; at++)
        {
            if (at == list.Length || (list[at] == ',' && depth == 0))
            {
                if (at > from)
                {
                    yield return list[from..at];
                }

                from = at + 1;
            }
            else
            {
                depth += list[at] is '[' or '(' ? 1 : list[at] is ']' or ')' ? -1 : 0;
            }
        }
    }

    private static void Expand(string part, string before, List<string> nodes)
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        if (open < 0)
        {
            nodes.Add(before + part);
            return;
        }

        var close = part.IndexOf(']', open);
        if (close < 0)
        {
            throw new FormatException($"\"{part}\" is no list of nodes: a bracket is not closed.");
        }

        foreach (var range in part[(open + 1)..close].Split(','))
        {
            var ends = range.Split('-');
            if (!int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || last - first > NodesMax)
            {
                throw new FormatException($"\"{part}\" is no list of nodes: \"{range}\" is no range.");
            }

            for (var number = first; number <= last; number++)
            {
                Expand(part[(close + 1)..], before + part[..open] + number.ToString(CultureInfo.InvariantCulture).PadLeft(ends[0].Length, '0'), nodes);
            }
        }
    }
}
