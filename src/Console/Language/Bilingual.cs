using KeyEcosystem.Kernel;

namespace KeyEcosystem.WebConsole.Language;

/// <summary>Takes apart what the node says in both languages.</summary>
internal static class Bilingual
{
    /// <summary>Takes apart what the node says in Chinese and then in English; the whole for both where there is only one.</summary>
    /// <param name="said">What the node said.</param>
    public static Text Of(string said)
    {
        var english = TwoLanguages.English(said);
        return english == 0 || english == said.Length ? new Text(said, said) : new Text(said[..english], said[english..].TrimStart());
    }

    /// <summary>Takes apart what the node says in English and then in Chinese.</summary>
    /// <param name="said">What the node said.</param>
    public static Text EnglishFirst(string said)
    {
        var first = said.AsSpan().IndexOfAnyInRange(TwoLanguages.CjkMin, '\uffff');
        return first <= 0 ? new Text(said, said) : new Text(said[first..].Trim(), said[..first].Trim());
    }
}
