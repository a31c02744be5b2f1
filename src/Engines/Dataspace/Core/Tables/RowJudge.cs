using System.Text;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// Says which cells of a row are seen, once for all rows in which the same stands where it matters. Columns that the terms do not name are seen, or not, together: they are of one class, and each
/// named column is of its own.
/// </summary>
internal sealed class RowJudge
{
    private const int Remembered = 100_000;
    private const int RememberedKeyMax = 512;
    private readonly VisibleParts parts;
    private readonly Dictionary<string, bool[]> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> classes;
    private readonly List<string> names;
    private readonly StringBuilder key = new();

    /// <summary>A judge of the rows of one table.</summary>
    /// <param name="parts">What may be seen.</param>
    public RowJudge(VisibleParts parts)
    {
        this.parts = parts;
        names = [.. parts.Named];
        classes = names.Select((n, i) => (n, i)).ToDictionary(n => n.n, n => n.i, StringComparer.Ordinal);
        var other = "other";
        while (parts.Named.Contains(other))
        {
            other += "_";
        }

        names.Add(other);
    }

    /// <summary>The class of a column: where its answer stands among those of a row.</summary>
    /// <param name="column">Its name.</param>
    public int ClassOf(string column) => classes.GetValueOrDefault(column, names.Count - 1);

    /// <summary>Where the value of a column stands among those that decide about a row; -1 where it decides nothing.</summary>
    /// <param name="column">Its name.</param>
    public int CellOf(string column)
    {
        for (var i = 0; i < parts.RowColumns.Count; i++)
        {
            if (parts.RowColumns[i] == column)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether the cells of a row are seen, by the class of their column. The array is shared and not to be changed.</summary>
    /// <param name="cells">What stands in the columns that decide, in their order; null where nothing does.</param>
    public bool[] Seen(ReadOnlySpan<string?> cells)
    {
        key.Clear();
        foreach (var cell in cells)
        {
            key.Append(cell?.Length ?? -1).Append(':').Append(cell);
        }

        var of = key.ToString();
        if (known.TryGetValue(of, out var seen))
        {
            return seen;
        }

        var values = cells.ToArray();
        string? In(string name) => CellOf(name) is >= 0 and var at ? values[at] : null;
        seen = [.. names.Select(n => parts.Sees(n, In))];

        // A long text seldom comes again, and a hundred thousand of them are no small memory.
        if (of.Length <= RememberedKeyMax)
        {
            if (known.Count >= Remembered)
            {
                known.Clear();
            }

            known.Add(of, seen);
        }

        return seen;
    }
}
