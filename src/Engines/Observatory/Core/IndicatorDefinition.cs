namespace KeyEcosystem.Observatory.Core;

/// <summary>An indicator as the registry defines it: the seed's words, claim and target, kept apart from what is measured.</summary>
/// <param name="Id">I01 to I43, or P01 and on for the platform's own.</param>
/// <param name="Kind">stock, flow, ratio, count, change, gap, rank or milestone.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="UnitZh">Chinese unit.</param>
/// <param name="UnitEn">English unit.</param>
/// <param name="Direction">up or down: which way is better.</param>
/// <param name="Section">Section of the seed; empty for the platform's own.</param>
/// <param name="WordsZh">The words of the seed.</param>
/// <param name="WordsEn">Their translation.</param>
/// <param name="Claim">What the seed says is so; null when it says nothing.</param>
/// <param name="Target">What the seed wants; null when it wants nothing.</param>
/// <param name="Owner">Whom the seed names.</param>
/// <param name="Formula">The proposed formula over platform facts, as text.</param>
/// <param name="NoteZh">What is open in the words, in Chinese.</param>
/// <param name="NoteEn">What is open in the words, in English.</param>
public sealed record IndicatorDefinition(string Id, string Kind, string NameZh, string NameEn, string UnitZh, string UnitEn, string Direction, string Section, string WordsZh, string WordsEn, Claim? Claim, Target? Target, string Owner, string Formula, string NoteZh, string NoteEn);
