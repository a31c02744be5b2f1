using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco indicators</c>: list, show, records, series.</summary>
internal static class IndicatorVerbs
{
    private static readonly Argument<string> Id = new("id") { Description = "I01 to I43, or P01 to P10. 指标编号。" };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = "As it was known at a past instant, e.g. 2026-01-31T00:00:00Z. 截至时刻。" };
    private static readonly Option<bool> Demonstration = new("--with-demonstration") { Description = "Count demonstrations too. 计入演示记录。" };
    private static readonly Option<string> Set = new("--set") { Description = "seed, platform or all. 指标集。", DefaultValueFactory = _ => "seed" };
    private static readonly Option<string?> From = new("--from") { Description = "First instant; 30 days back without it. 起始时刻。" };
    private static readonly Option<string?> To = new("--to") { Description = "Last instant. 结束时刻。" };
    private static readonly Option<string?> Step = new("--step") { Description = "Days, or hours:minutes:seconds. 步长。" };

    private static readonly Option<string?> Basis = new("--basis") { Description = "measured (without it), or claims: figures from outside. 依据：实测或外部主张。" };
    private static readonly Option<string?> Frequency = new("--frequency") { Description = "year, quarter, month or day. 周期：年、季、月、日。" };
    private static readonly Option<int?> Steps = new("--steps") { Description = "Periods ahead; without it up to the target's date. 预测期数，默认至目标日期。" };
    private static readonly Option<string?> ForecastLevels = new("--levels") { Description = "Levels of the intervals, 80,95 without it. 区间水平。" };
    private static readonly Argument<string> SeriesName = new("series") { Description = "An indicator, or an outside series that a formula reads. 指标或外部统计序列。" };
    private static readonly Argument<string> PeriodOf = new("period") { Description = "2024, 2024-Q3, 2024-09 or 2024-09-30. 期间。" };
    private static readonly Argument<double> Figure = new("value") { Description = "The figure, in the indicator's unit. 数值（按指标单位）。" };
    private static readonly Option<string> Source = new("--source") { Description = "Who states it. 来源。", Required = true };
    private static readonly Option<string?> Comparison = new("--comparison") { Description = "=, >, < or ~. 比较方式。" };
    private static readonly Option<string?> Status = new("--status") { Description = "SDMX: A normal, E estimated, P provisional, F forecast, B break. 观测状态。" };
    private static readonly Option<string?> Confidence = new("--confidence") { Description = "high, medium or low. 可信度。" };
    private static readonly Option<string?> Note = new("--note") { Description = "What is to be said of it. 说明。" };
    private static readonly Option<string?> Of = new("--series") { Description = "Of this indicator or series only. 仅此序列。" };

    public static Command Build()
    {
        var verb = Verb.Of("indicators", "Where the ecosystem stands: claims and targets beside what is measured. 指标。", List, Set, AsOf, Demonstration);
        verb.Add(Verb.Of("list", "All indicators. 全部指标。", List, Set, AsOf, Demonstration));
        verb.Add(Verb.Of("show", "One indicator with its words and formula. 单个指标。", Show, Id, AsOf, Demonstration));
        verb.Add(Verb.Of("records", "The facts behind a value. 数值所依据的事实。", Records, Id, AsOf, Demonstration));
        verb.Add(Verb.Of("series", "An indicator over time. 时间序列。", Series, Id, From, To, Step, AsOf, Demonstration));
        verb.Add(Verb.Of("forecast", "What is expected, how sure that is, and how likely the target is reached. 预测、区间与达标概率。", Forecast, Id, Basis, Frequency, Steps, ForecastLevels, AsOf, Demonstration));
        verb.Add(Verb.Of("claim", "Enters a figure that somebody outside states; an operator's. A correction is a further one. 录入外部主张（运营方），更正即另行录入。", StateClaim, SeriesName, PeriodOf, Figure, Source, Comparison, Status, Confidence, Note));
        verb.Add(Verb.Of("claims", "Figures from outside as they were known. 外部主张。", Claims, Of, AsOf));
        return verb;
    }

    private static async Task Forecast(VerbRun run)
    {
        var f = await run.Node.ForecastIndicator(run.Get(Id), run.Get(Basis), run.Get(Frequency), run.Get(Steps), run.Get(ForecastLevels), run.Get(AsOf), run.Get(Demonstration), run.Stop);
        if (run.Json)
        {
            run.Show(f);
            return;
        }

        await run.List(f.Steps, ["Period", "Middle", "Intervals"], s => [s.Period, Number(s.Mean), string.Join("  ", s.Bands.Select(b => $"{b.Level:0.#} %: {Number(b.Low)} .. {Number(b.High)}"))]);
        run.Out.WriteLine($"{(f.Basis == "claims" ? "from claims, not from what was measured · 依据外部主张，非实测" : "from what was measured · 依据实测")}: {CountWords.Of(f.History.Count, "value")}, {f.History[0].Period} .. {f.History[^1].Period}");
        run.Out.WriteLine($"intervals: {f.IntervalsEn} · 区间：{f.IntervalsZh}");
        if (f.Chance is { } chance)
        {
            run.Out.WriteLine(chance.Probability is { } share
                ? $"target by {chance.Period}: probability {share:P1} ± {chance.StandardError:P1} of {chance.Paths:N0} paths · 至 {chance.Period} 达标概率 {share:P1}"
                : $"target by {chance.Period}: no probability is told. {chance.WithheldEn} · 至 {chance.Period} 不给出概率：{chance.WithheldZh}");
        }

        foreach (var (zh, en) in f.NotesZh.Zip(f.NotesEn))
        {
            run.Out.WriteLine($"{en} {zh}");
        }
    }

    private static async Task StateClaim(VerbRun run)
    {
        var claim = new ClaimStatement(null, run.Get(SeriesName), run.Get(PeriodOf), run.Get(Figure), run.Get(Source)!);
        claim = claim with { Comparison = run.Get(Comparison) ?? claim.Comparison, Status = run.Get(Status) ?? claim.Status, Confidence = run.Get(Confidence) ?? claim.Confidence, Note = run.Get(Note) };
        var told = await run.Node.StateClaim(claim, run.Stop);
        run.Show(told, ("claim", told.Id.ToString()), ("series", told.Series), ("period", told.Period), ("value", $"{told.Comparison} {Number(told.Value)}"), ("source", told.Source), ("confidence", told.Confidence));
    }

    private static Task Claims(VerbRun run) => run.List(
        PageCalls.All(cursor => run.Node.Claims(run.Get(Of), run.Get(AsOf), cursor, run.Stop), run.Stop),
        ["Id", "Series", "Period", "Value", "Source", "Confidence", "Known", "Corrected"],
        c => [c.Id.ToString(), c.Series, c.Period, $"{c.Comparison} {Number(c.Value)}", c.Source, c.Confidence, $"{c.KnownAt:u}", c.IsLatest ? null : "yes 是"]);

    private static async Task List(VerbRun run)
    {
        var view = await run.Node.Indicators(run.Get(Set)!, run.Get(AsOf), run.Get(Demonstration), run.Stop);
        if (run.Json)
        {
            run.Show(view);
            return;
        }

        await run.List(view.Items, ["Id", "指标", "Indicator", "Unit", "Claimed", "Target", "Measured"], i => [i.Id, i.NameZh, i.NameEn, i.UnitEn, Claim(i), Target(i), Measured(i)]);
        run.Out.WriteLine($"as of {view.AsOf:u}, {CountWords.Of(view.Facts, "fact")}{(view.Demonstration ? ", with demonstrations" : "")} · 截至 {view.AsOf:u}，{view.Facts} 条事实{(view.Demonstration ? "，含演示" : "")}");
    }

    private static async Task Show(VerbRun run)
    {
        var i = await run.Node.Indicator(run.Get(Id), run.Get(AsOf), run.Get(Demonstration), run.Stop);
        run.Show(
            i,
            [
                (i.Id, $"{i.NameZh}  {i.NameEn}  [{i.UnitEn}]"), ("words", $"{i.WordsZh}  {i.WordsEn}"), ("claimed", $"{Claim(i)}  {i.Claim?.Source}".Trim()),
                ("target", i.Target is { } t ? $"{Target(i)}  {t.Horizon}  {t.HorizonEn}  by {t.By:yyyy-MM-dd}" : null),
                ("measured", $"{Measured(i)}  {i.Measured.ReasonZh}  {i.Measured.ReasonEn}"), ("formula", i.FormulaZh), ("", i.FormulaEn), ("", i.Formula), ("reading", $"{i.ReadingZh}  {i.ReadingEn}".Trim() is { Length: > 0 } reading ? reading : null), ("alternative", $"{i.AlternativeZh}  {i.AlternativeEn}".Trim() is { Length: > 0 } other ? other : null), ("note", $"{i.NoteZh}  {i.NoteEn}".Trim()), ("missing engine", i.MissingEngines.Count > 0 ? string.Join(", ", i.MissingEngines) : null),
                ("needed", $"{i.Measured.NeededZh}  {i.Measured.NeededEn}".Trim()),
                .. i.Measured.Variants.Select(v => ("variant", (string?)$"{Number(v.Value)}  {v.NameZh}  {v.NameEn}")),
            ]);
    }

    private static async Task Records(VerbRun run)
    {
        var view = await run.Node.IndicatorRecords(run.Get(Id), run.Get(AsOf), run.Get(Demonstration), run.Stop);
        if (run.Json)
        {
            run.Show(view);
            return;
        }

        await run.List(view.Items, ["Evidence", "At", "Fact", "Subject", "Part"], r => [$"{r.Evidence}", $"{r.At:u}", r.Topic, r.Subject, r.Part]);
        run.Out.WriteLine($"{CountWords.Of(view.Total, "fact")}, {view.Hidden} of other members not shown · 共 {view.Total} 条事实，其中 {view.Hidden} 条属其他成员，不显示");
    }

    private static async Task Series(VerbRun run)
    {
        var view = await run.Node.IndicatorSeries(run.Get(Id), run.Get(From), run.Get(To) ?? run.Get(AsOf), run.Get(Step), run.Get(Demonstration), run.Stop);
        if (run.Json)
        {
            run.Show(view);
            return;
        }

        await run.List(view.Points, ["As of", "Value", "Why not"], p => [$"{p.AsOf:u}", Number(p.Value), p.ReasonEn]);
    }

    private static string Claim(IndicatorView i) => i.Claim is { } c ? $"{(c.Comparison == "=" ? "" : c.Comparison)}{Number(c.Value)}" : "";

    private static string Target(IndicatorView i) => i.Target is { } t ? t.High is { } high ? $"{Number(t.Low)} to {Number(high)}" : $"{t.Comparison}{Number(t.Low)}" : "";

    private static string Measured(IndicatorView i) => i.Measured.Value is { } value ? Number(value) + (i.Measured.TargetMet == true ? " (met 达标)" : "") : CodeWords.Measurement(i.Measured.State);

    private static string Number(double? value) => value?.ToString("#,0.####", CultureInfo.InvariantCulture) ?? "-";
}
