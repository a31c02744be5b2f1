namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>One run of a model with its levers set.</summary>
/// <param name="Id">Its id.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="LeversZh">Levers and how they are set, in Chinese.</param>
/// <param name="LeversEn">The same in English.</param>
/// <param name="Horizon">The instant of the outcomes.</param>
/// <param name="Level">Percent of the runs that the bands hold.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Outcomes">By indicator.</param>
public sealed record ReportScenario(string Id, string NameZh, string NameEn, string LeversZh, string LeversEn, DateTimeOffset Horizon, double Level, int Runs, IReadOnlyList<ReportScenarioOutcome> Outcomes);
