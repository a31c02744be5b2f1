namespace KeyEcosystem.Compute.Core;

/// <summary>Sentences that are each in Chinese and then in English, as one: whoever reads one language finds all of it together.</summary>
public static class TwoLanguages
{
    private const char CjkMin = '\u3000';

    /// <summary>All that is Chinese, then all that is English.</summary>
    /// <param name="said">The sentences; empty ones are left out.</param>
    public static string Join(params IEnumerable<string> said)
    {
        var (zh, en) = (new List<string>(), new List<string>());
        foreach (var one in said)
        {
            var split = one.AsSpan().LastIndexOfAnyExceptInRange('\0', (char)(CjkMin - 1)) + 1;
            zh.Add(one[..split]);
            en.Add(one[split..].Trim());
        }

        return string.Concat(zh) + string.Join(' ', en.Where(e => e.Length > 0));
    }
}
