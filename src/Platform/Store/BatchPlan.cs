using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Store;

/// <summary>
/// Judges the commands of a batch in their order against the rows they touch, read once, and groups what was accepted into statements over many rows.
/// Exact, because the lane is the only writer; the statements still carry their conditions, and a count that differs sends the batch down the slow path.
/// </summary>
internal sealed class BatchPlan
{
    private readonly Dictionary<(RowShape Shape, object Key), KnownRow> rows = [];
    private readonly Dictionary<(RowShape Shape, int Index, string Value), object> owners = [];
    private readonly HashSet<(RowShape, int, string)> freed = [];
    private readonly Dictionary<(RowShape, object), RowChangeKind> touched = [];
    private readonly List<List<RowGroup>> waves = [[]];
    private readonly List<Action> journal = [];

    /// <summary>Groups in the order in which they are to be written.</summary>
    public IEnumerable<RowGroup> Groups => waves.SelectMany(w => w);

    /// <summary>The keys to be read, by shape.</summary>
    public static IEnumerable<(RowShape Shape, object[] Keys)> Keys(IEnumerable<PreparedChange> changes) => changes
        .SelectMany(c => c.Rows)
        .GroupBy(r => r.Shape)
        .Select(g => (g.Key, g.Select(r => r.Key).Distinct().ToArray()));

    /// <summary>The unique values to be read, by shape and index.</summary>
    public static IEnumerable<(RowShape Shape, int Index, object?[][] Values)> Claims(IEnumerable<PreparedChange> changes) => changes
        .SelectMany(c => c.Rows)
        .Where(r => r.Kind is RowChangeKind.Insert or RowChangeKind.Update && r.Shape.Unique.Length > 0)
        .GroupBy(r => r.Shape)
        .SelectMany(g => Enumerable.Range(0, g.Key.Unique.Length).Select(i => (g.Key, i, g.Select(r => Array.ConvertAll(g.Key.Unique[i], c => r.Values[c])).Where(v => Array.TrueForAll(v, x => x is not null)).ToArray())))
        .Where(c => c.Item3.Length > 0);

    /// <summary>A row that is there.</summary>
    /// <param name="shape">Its table.</param>
    /// <param name="key">Its key.</param>
    /// <param name="version">Its version.</param>
    /// <param name="values">Its numbers and unique values; other columns may be null.</param>
    public void Found(RowShape shape, object key, long version, object?[] values)
    {
        rows[(shape, key)] = new KnownRow(version, values);
        foreach (var (index, value) in UniqueOf(shape, values))
        {
            owners[(shape, index, value)] = key;
        }
    }

    /// <summary>Judges a change; when it is accepted, later ones see it and its rows are grouped.</summary>
    public Refusal? Try(PreparedChange change)
    {
        journal.Clear();
        var steps = new List<(PreparedRow Row, (RowShape, int, string)[] Claims, (RowShape, int, string)[] Frees)>(change.Rows.Count);
        foreach (var row in change.Rows)
        {
            rows.TryGetValue((row.Shape, row.Key), out var known);
            if (Judge(row, known) is { } refusal)
            {
                for (var i = journal.Count - 1; i >= 0; i--)
                {
                    journal[i]();
                }

                return refusal;
            }

            var frees = row.Kind is RowChangeKind.Update or RowChangeKind.Delete ? UniqueOf(row.Shape, known!.Values).Select(u => (row.Shape, u.Index, u.Value)).ToArray() : [];
            var claims = row.Kind is RowChangeKind.Update or RowChangeKind.Insert ? UniqueOf(row.Shape, row.Values).Select(u => (row.Shape, u.Index, u.Value)).ToArray() : [];
            Remember(row, known, claims, frees);
            steps.Add((row, claims, frees));
        }

        foreach (var (row, claims, frees) in steps)
        {
            Place(row, claims);
            freed.UnionWith(frees);
        }

        return null;
    }

    /// <summary>Puts a row into the statements.</summary>
    public void Place(PreparedRow row) => Place(row, []);

    private static IEnumerable<(int Index, string Value)> UniqueOf(RowShape shape, object?[] values)
    {
        for (var i = 0; i < shape.Unique.Length; i++)
        {
            var parts = Array.ConvertAll(shape.Unique[i], c => values[c] is byte[] bytes ? Convert.ToHexString(bytes) : values[c]?.ToString());
            if (Array.TrueForAll(parts, p => p is not null))
            {
                // Text holds no NUL, so the parts can't run into each other.
                yield return (i, string.Join('\0', parts));
            }
        }
    }

    private static bool InBounds(PreparedRow row, KnownRow known)
    {
        if (known.Values[row.Column] is not { } value || (row.Cap >= 0 && known.Values[row.Cap] is null))
        {
            return false;
        }

        var sum = (Int128)Convert.ToInt64(value) + row.Delta;
        return sum >= 0 && sum <= row.Shape.Columns[row.Column].Max && (row.Cap < 0 || sum <= Convert.ToInt64(known.Values[row.Cap]));
    }

    private Refusal? Judge(PreparedRow row, KnownRow? known)
    {
        var fits = row.Kind switch
        {
            RowChangeKind.Insert => known is null,
            RowChangeKind.Add => known is not null && InBounds(row, known),
            _ => known is not null && known.Version == row.Version,
        };
        if (!fits)
        {
            return LaneRefusals.Of(row);
        }

        return row.Kind is RowChangeKind.Insert or RowChangeKind.Update && UniqueOf(row.Shape, row.Values).Any(u => owners.TryGetValue((row.Shape, u.Index, u.Value), out var owner) && !owner.Equals(row.Key))
            ? LaneRefusals.Exists
            : null;
    }

    private void Remember(PreparedRow row, KnownRow? known, (RowShape, int, string)[] claims, (RowShape, int, string)[] frees)
    {
        var key = (row.Shape, row.Key);
        foreach (var free in frees)
        {
            owners.Remove(free);
            journal.Add(() => owners[free] = row.Key);
        }

        foreach (var claim in claims)
        {
            owners[claim] = row.Key;
            journal.Add(() => owners.Remove(claim));
        }

        KnownRow? now = row.Kind switch
        {
            RowChangeKind.Delete => null,
            RowChangeKind.Insert => new KnownRow(1, row.Values),
            RowChangeKind.Update => new KnownRow(row.Version + 1, row.Values),
            RowChangeKind.Add => known!.Plus(row),
            _ => known,
        };
        Set(key, now);
        journal.Add(() => Set(key, known));
    }

    private void Set((RowShape, object) key, KnownRow? row)
    {
        if (row is null)
        {
            rows.Remove(key);
        }
        else
        {
            rows[key] = row;
        }
    }

    /// <summary>One statement sees the rows as they were before it: what builds on a row or a unique value of this wave waits for the next.</summary>
    private void Place(PreparedRow row, (RowShape, int, string)[] claims)
    {
        if (row.Kind == RowChangeKind.Require)
        {
            return;
        }

        var again = touched.TryGetValue((row.Shape, row.Key), out var kind) && (kind, row.Kind) is not (RowChangeKind.Add, RowChangeKind.Add);
        if (again || Array.Exists(claims, freed.Contains))
        {
            waves.Add([]);
            touched.Clear();
            freed.Clear();
        }

        touched[(row.Shape, row.Key)] = row.Kind;
        var group = waves[^1].Find(g => g.Shape == row.Shape && g.Kind == row.Kind && g.Column == row.Column);
        if (group is null)
        {
            waves[^1].Add(group = new RowGroup(row.Shape, row.Kind, row.Column));
        }

        group.Rows.Add(row);
    }

    private sealed record KnownRow(long Version, object?[] Values)
    {
        public KnownRow Plus(PreparedRow row)
        {
            var values = (object?[])Values.Clone();
            values[row.Column] = Convert.ToInt64(values[row.Column]) + row.Delta;
            return new KnownRow(Version + 1, values);
        }
    }
}
