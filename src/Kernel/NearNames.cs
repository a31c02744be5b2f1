namespace KeyEcosystem.Kernel;

/// <summary>Names that were perhaps meant by one that is not there.</summary>
public static class NearNames
{
    private const int AwayMax = 3;

    /// <summary>Those that differ by few letters, the nearest first.</summary>
    /// <param name="name">What was given.</param>
    /// <param name="known">Names that are there.</param>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        return [.. known.Where(k => k != name).Select(k => (Name: k, Away: Distance(k, name))).Where(k => k.Away <= Math.Min(AwayMax, (name.Length + 1) / 2)).OrderBy(k => k.Away).ThenBy(k => k.Name, StringComparer.Ordinal).Select(k => k.Name)];
    }

    /// <summary>Letters to be changed, added or left out.</summary>
    /// <param name="one">A name.</param>
    /// <param name="other">Another one.</param>
    public static int Distance(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var corner = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (one[i - 1] == other[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
