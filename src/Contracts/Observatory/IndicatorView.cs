namespace KeyEcosystem.Contracts.Observatory;

/// <summary>An indicator: definition, claim and target of the seed, and apart from them what is measured.</summary>
/// <param name="Id">I01 to I43, or P01 and on for the platform's own.</param>
/// <param name="Kind">stock, flow, ratio, count, change, gap, rank or milestone.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="UnitZh">Chinese unit.</param>
/// <param name="UnitEn">English unit.</param>
/// <param name="Direction">up or down: which way is better.</param>
/// <param name="Section">Section of the seed.</param>
/// <param name="WordsZh">The words of the seed.</param>
/// <param name="WordsEn">Their translation.</param>
/// <param name="NoteZh">What is open in the words, in Chinese.</param>
/// <param name="NoteEn">What is open in the words, in English.</param>
/// <param name="Owner">Whom the seed names.</param>
/// <param name="Claim">What the seed says is so.</param>
/// <param name="Target">What the seed wants.</param>
/// <param name="Formula">The formula as text.</param>
/// <param name="FormulaZh">The formula in Chinese words; null when not measured.</param>
/// <param name="FormulaEn">The formula in English words; null when not measured.</param>
/// <param name="Measured">What is measured.</param>
public sealed record IndicatorView(string Id, string Kind, string NameZh, string NameEn, string UnitZh, string UnitEn, string Direction, string Section, string WordsZh, string WordsEn, string NoteZh, string NoteEn, string Owner, ClaimView? Claim, TargetView? Target, string Formula, string? FormulaZh, string? FormulaEn, MeasurementView Measured)
{
    /// <summary>The reading chosen for the seed's words, in Chinese; empty for the platform's own.</summary>
    public string ReadingZh { get; init; } = "";

    /// <summary>The reading chosen for the seed's words, in English.</summary>
    public string ReadingEn { get; init; } = "";

    /// <summary>Another reading that the words allow, in Chinese.</summary>
    public string AlternativeZh { get; init; } = "";

    /// <summary>Another reading that the words allow, in English.</summary>
    public string AlternativeEn { get; init; } = "";

    /// <summary>The engines that would record what the formula reads and are not built yet; empty when all is recorded.</summary>
    public IReadOnlyList<string> MissingEngines { get; init; } = [];

    /// <summary>After how many days without a new figure it is stale.</summary>
    public int StaleDays { get; init; }
}
