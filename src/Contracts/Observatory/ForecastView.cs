namespace KeyEcosystem.Contracts.Observatory;

/// <summary>What is expected of an indicator, how sure that is, and how likely its target is reached.</summary>
/// <param name="Id">The indicator.</param>
/// <param name="Basis">measured, or claims: what is forecast is never the one taken for the other.</param>
/// <param name="Frequency">year, quarter or month.</param>
/// <param name="AsOf">What was known then.</param>
/// <param name="History">The values that it rests on, oldest first.</param>
/// <param name="Steps">What comes.</param>
/// <param name="Method">How the middle was found.</param>
/// <param name="Members">Whose median a combination is.</param>
/// <param name="Transform">none, log or logit: the scale in which the methods saw the values.</param>
/// <param name="IntervalsZh">Whose errors the intervals are made of, in Chinese.</param>
/// <param name="IntervalsEn">The same in English.</param>
/// <param name="NotesZh">What a reader has to know, in Chinese.</param>
/// <param name="NotesEn">The same in English.</param>
/// <param name="BackTest">How the methods did in the past, the forecast's own first; empty where the history is too short.</param>
/// <param name="Origins">At how many past moments they were tried.</param>
/// <param name="Chance">How likely the target is reached; null where there is no target.</param>
public sealed record ForecastView(string Id, string Basis, string Frequency, DateTimeOffset AsOf, IReadOnlyList<ForecastPointView> History, IReadOnlyList<ForecastStepView> Steps, string Method, IReadOnlyList<string> Members, string Transform, string IntervalsZh, string IntervalsEn, IReadOnlyList<string> NotesZh, IReadOnlyList<string> NotesEn, IReadOnlyList<BackTestView> BackTest, int Origins, ChanceView? Chance);
