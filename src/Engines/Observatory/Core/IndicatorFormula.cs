using KeyEcosystem.Observatory.Core.Formulas;

namespace KeyEcosystem.Observatory.Core;

/// <summary>How the words of an indicator are read, and the formula that follows from it.</summary>
/// <param name="Formula">The formula.</param>
/// <param name="WordsZh">What it does, in Chinese.</param>
/// <param name="WordsEn">What it does, in English.</param>
/// <param name="ZeroZh">What is not there when it divides by zero, in Chinese; empty where it can't.</param>
/// <param name="ZeroEn">The same in English.</param>
/// <param name="ReadingZh">The reading chosen for the words, in Chinese; empty for the platform's own.</param>
/// <param name="ReadingEn">The reading chosen for the words, in English.</param>
/// <param name="AlternativeZh">Another reading that the words allow, in Chinese.</param>
/// <param name="AlternativeEn">Another reading that the words allow, in English.</param>
/// <param name="StaleDays">After how many days without a new figure it is stale.</param>
/// <param name="Variants">Other readings that are computed too.</param>
public sealed record IndicatorFormula(Formula Formula, string WordsZh, string WordsEn, string ZeroZh, string ZeroEn, string ReadingZh, string ReadingEn, string AlternativeZh, string AlternativeEn, int StaleDays, IReadOnlyList<FormulaVariant> Variants);
