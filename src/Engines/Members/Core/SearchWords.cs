using System.Text;

namespace KeyEcosystem.Members.Core;

/// <summary>
/// Cuts names into what can be looked for: Latin words whole, Chinese in pairs of characters. The same on every store, because the words are
/// rows of ours and compared byte by byte (ADR 0012).
/// </summary>
public static class SearchWords
{
    /// <summary>Most words of one member; names are short, so nothing real is cut.</summary>
    public const int WordsMax = 400;

    /// <summary>One spelling: lower case, full-width letters and digits as ASCII.</summary>
    /// <param name="text">As written.</param>
    public static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var narrow = c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c == '\u3000' ? ' ' : c;
            normal.Append(char.ToLowerInvariant(narrow));
        }

        return normal.ToString();
    }

    /// <summary>What is stored of a text: Latin words, pairs of Chinese characters, and each run's last character alone.</summary>
    /// <param name="text">As written.</param>
    public static IReadOnlyCollection<string> Stored(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in Runs(Normal(text)))
        {
            if (!IsHan(run[0]))
            {
                words.Add(run);
                continue;
            }

            for (var i = 0; i < run.Length; i++)
            {
                words.Add(run[i..Math.Min(run.Length, i + 2)]);
            }
        }

        return [.. words.Take(WordsMax)];
    }

    /// <summary>What a query asks for: each must begin a stored word. Empty when the query holds nothing to look for.</summary>
    /// <param name="query">As typed.</param>
    public static IReadOnlyCollection<string> Asked(string query)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in Runs(Normal(query)))
        {
            if (!IsHan(run[0]) || run.Length == 1)
            {
                words.Add(run);
                continue;
            }

            for (var i = 0; i + 1 < run.Length; i++)
            {
                words.Add(run.Substring(i, 2));
            }
        }

        return words;
    }

    /// <summary>The Chinese runs of a query that pairs alone can't prove: they must stand in the name as they are.</summary>
    /// <param name="query">As typed.</param>
    public static IReadOnlyCollection<string> Whole(string query) => [.. Runs(Normal(query)).Where(r => IsHan(r[0]) && r.Length > 2)];

    private static bool IsHan(char c) => c is (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') || char.IsSurrogate(c);

    /// <summary>Stretches of one script; everything else parts them.</summary>
    private static IEnumerable<string> Runs(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var ends = i == text.Length || !IsWord(text[i]) || (i > start && IsHan(text[i]) != IsHan(text[start]));
            if (!ends)
            {
                continue;
            }

            if (i > start)
            {
                yield return text[start..i];
            }

            start = i < text.Length && IsWord(text[i]) ? i : i + 1;
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || IsHan(c);
}
