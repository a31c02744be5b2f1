namespace KeyEcosystem.Compute.Core;

/// <summary>File names for inputs, out of titles that people wrote.</summary>
public static class InputNames
{
    private const int LengthMax = 60;

    /// <summary>One name a title, in the same order: letters, digits, dots, hyphens and underscores; no two alike, none hidden.</summary>
    /// <param name="titles">Titles of the data sets.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> titles)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>(titles.Count);
        foreach (var title in titles)
        {
            var plain = Plain(title);
            var name = plain;
            for (var n = 2; !taken.Add(name); n++)
            {
                name = $"{n}-{plain}";
            }

            names.Add(name);
        }

        return names;
    }

    private static string Plain(string title)
    {
        var plain = new string([.. title.Trim().Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')]).TrimStart('.', '-');
        if (plain.Length > LengthMax)
        {
            // The end is kept: a program looks for the extension there.
            plain = plain[^LengthMax..].TrimStart('.', '-');
        }

        return plain.Length == 0 ? "input" : plain;
    }
}
