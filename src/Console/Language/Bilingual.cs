namespace KeyEcosystem.WebConsole.Language;

/// <summary>Takes apart what the node says in both languages.</summary>
internal static class Bilingual
{
    private const char CjkMin = '\u3000';

    /// <summary>Takes apart what the node says in Chinese and then in English; the whole for both where there is only one.</summary>
    /// <param name="said">What the node said.</param>
    public static Text Of(string said)
    {
        var last = said.AsSpan().LastIndexOfAnyExceptInRange('\0', (char)(CjkMin - 1));
        return last < 0 || last == said.Length - 1 ? new Text(said, said) : new Text(said[..(last + 1)], said[(last + 1)..].TrimStart());
    }

    /// <summary>Takes apart what the node says in English and then in Chinese.</summary>
    /// <param name="said">What the node said.</param>
    public static Text EnglishFirst(string said)
    {
        var first = said.AsSpan().IndexOfAnyInRange(CjkMin, '\uffff');
        return first <= 0 ? new Text(said, said) : new Text(said[first..].Trim(), said[..first].Trim());
    }
}
