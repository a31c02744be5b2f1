using System.Text;

namespace KeyEcosystem.Platform.Search;

/// <summary>How titles and names are made comparable, and the pairs of characters by which they are found: the same on every store, in Chinese and in Latin script.</summary>
public static class SearchText
{
    /// <summary>Most grams that one text is found by.</summary>
    public const int GramsMax = 256;

    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';
    private const int FullWidthShift = FullWidthFirst - '!';

    /// <summary>Full width becomes half width, lower case, one space between words. Spelled out: the runtime's own forms depend on libraries of the machine.</summary>
    /// <param name="text">What a person wrote.</param>
    public static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var raw in text)
        {
            var c = char.ToLowerInvariant(raw is >= FullWidthFirst and <= FullWidthLast ? (char)(raw - FullWidthShift) : raw);
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
            {
                normal.Append(c);
            }
            else if (normal.Length > 0 && normal[^1] != ' ')
            {
                normal.Append(' ');
            }
        }

        return normal.ToString().TrimEnd();
    }

    /// <summary>Every character and every pair of neighbours within a word, once each.</summary>
    /// <param name="normal">A text in its normal form.</param>
    public static IReadOnlyList<string> Grams(string normal)
    {
        var grams = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < normal.Length && grams.Count < GramsMax; i++)
        {
            if (normal[i] == ' ')
            {
                continue;
            }

            grams.Add(normal.Substring(i, 1));
            if (i + 1 < normal.Length && normal[i + 1] != ' ')
            {
                grams.Add(normal.Substring(i, 2));
            }
        }

        return [.. grams];
    }

    /// <summary>The grams that every text with this part has: the pairs, or the one character when it is alone.</summary>
    /// <param name="normal">What is looked for, in its normal form.</param>
    public static IReadOnlyList<string> Wanted(string normal)
    {
        var grams = Grams(normal);
        return grams.Any(g => g.Length == 2) ? [.. grams.Where(g => g.Length == 2)] : grams;
    }
}
