namespace KeyEcosystem.Kernel;

/// <summary>Words that are in Chinese and then in English, as one text.</summary>
public static class TwoLanguages
{
    /// <summary>The first character that counts as Chinese: punctuation of its own, then its script.</summary>
    public const char CjkMin = '\u3000';

    /// <summary>Where the English begins: behind the last Chinese character; 0 where there is none.</summary>
    /// <param name="said">The text.</param>
    public static int English(ReadOnlySpan<char> said) => said.LastIndexOfAnyExceptInRange('\0', (char)(CjkMin - 1)) + 1;

    /// <summary>Several texts as one, so that whoever reads one language finds all of it together: all that is Chinese, then all that is English.</summary>
    /// <param name="said">The texts; empty ones are left out.</param>
    public static string Join(params IEnumerable<string> said)
    {
        ArgumentNullException.ThrowIfNull(said);
        var (zh, en) = (new List<string>(), new List<string>());
        foreach (var one in said)
        {
            var split = English(one);
            zh.Add(one[..split]);
            en.Add(one[split..].Trim());
        }

        return string.Concat(zh) + string.Join(' ', en.Where(e => e.Length > 0));
    }
}
