using System.Globalization;
using KeyEcosystem.Fixtures;

namespace KeyEcosystem.Observatory.Tests.Core.Dynamics;

/// <summary>The conformance models of others, with the rule by which they are scored (see their README).</summary>
internal static class Suite
{
    private static readonly string[] Bookkeeping = ["SAVEPER", "INITIAL_TIME", "FINAL_TIME", "TIME_STEP"];

    /// <summary>The folder; null where the shared data is absent.</summary>
    public static string? Folder => Path.GetDirectoryName(SharedData.File("foresight/sd/manifest.csv"));

    /// <summary>Cases with their model and what is expected: pass or reject.</summary>
    public static IReadOnlyList<(string Case, string Model, string Expect)> Manifest =>
        Folder is null ? [] : [.. File.ReadLines(Path.Combine(Folder, "manifest.csv")).Skip(1).Select(l => l.Split(',')).Select(l => (l[0], l[1], l[4]))];

    /// <summary>The expected table of a case: names, then rows; an empty cell is not a number.</summary>
    public static (string[] Names, double[][] Rows) Expected(string of)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder!, of, "expected.csv"));
        return (Split(lines[0]), [.. lines.Skip(1).Select(l => Split(l).Select(c => double.TryParse(c, NumberStyles.Float, CultureInfo.InvariantCulture, out var v) ? v : double.NaN).ToArray())]);
    }

    /// <summary>Columns of the expected table that the model's file does not even name: its exporter left them out.</summary>
    public static IReadOnlyList<string> LeftOut(string of, string model)
    {
        var text = Folded(File.ReadAllText(Path.Combine(Folder!, of, model)).Replace('\t', ' ').Replace("&quot;", "", StringComparison.Ordinal));
        return [.. Expected(of).Names.Where(n => !text.Contains($"NAME={Folded(n.Split('[')[0])}", StringComparison.Ordinal) && Folded(n) != "TIME")];
    }

    /// <summary>What is wrong with a result by the rule; null where nothing is.</summary>
    public static string? Wrong((string[] Names, double[][] Rows) expected, IReadOnlyList<string> names, IReadOnlyList<double> times, Func<int, int, double> value, IReadOnlyList<string>? leftOut = null)
    {
        for (var c = 1; c < expected.Names.Length; c++)
        {
            var name = Folded(expected.Names[c]);
            if (Bookkeeping.Contains(name) || leftOut?.Contains(expected.Names[c]) == true)
            {
                continue;
            }

            var column = Enumerable.Range(0, names.Count).FirstOrDefault(i => Folded(names[i]) == name, -1);
            if (column < 0)
            {
                return $"no column {expected.Names[c]}";
            }

            var floor = 1e-5 * expected.Rows.Select(r => c < r.Length && !double.IsNaN(r[c]) ? Math.Abs(r[c]) : 0).Max();
            foreach (var row in expected.Rows.Where(r => c < r.Length && !double.IsNaN(r[c])))
            {
                var near = Enumerable.Range(0, times.Count).MinBy(t => Math.Abs(times[t] - row[0]));
                if (Math.Abs(times[near] - row[0]) > 1e-3)
                {
                    return $"no row at {row[0]}";
                }

                var (a, b) = (value(near, column), row[c]);
                if (!(Math.Abs(a - b) <= Math.Max(1e-4 * Math.Max(Math.Abs(a), Math.Abs(b)), floor)))
                {
                    return $"{expected.Names[c]} at {row[0]}: {a} where {b} is expected";
                }
            }
        }

        return null;
    }

    private static string Folded(string name)
    {
        var folded = name.Replace("\\n", "_", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Replace(' ', '_').Replace('\n', '_').ToUpperInvariant().Trim('_');
        while (folded.Contains("__", StringComparison.Ordinal))
        {
            folded = folded.Replace("__", "_", StringComparison.Ordinal);
        }

        return folded;
    }

    private static string[] Split(string line)
    {
        var (cells, cell, quoted) = (new List<string>(), "", false);
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell);
                cell = "";
            }
            else
            {
                cell += c;
            }
        }

        return [.. cells, cell];
    }
}
