using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco indicators</c>: list, show, records, series.</summary>
internal static class IndicatorVerbs
{
    private static readonly Argument<string> Id = new("id") { Description = "I01 to I43, or P01 to P08. 指标编号。" };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = "As it was known at a past instant, e.g. 2026-01-31T00:00:00Z. 截至时刻。" };
    private static readonly Option<bool> Demonstration = new("--with-demonstration") { Description = "Count demonstrations too. 计入演示记录。" };
    private static readonly Option<string> Set = new("--set") { Description = "seed, platform or all. 指标集。", DefaultValueFactory = _ => "seed" };
    private static readonly Option<string?> From = new("--from") { Description = "First instant; 30 days back without it. 起始时刻。" };
    private static readonly Option<string?> To = new("--to") { Description = "Last instant. 结束时刻。" };
    private static readonly Option<string?> Step = new("--step") { Description = "Days, or hours:minutes:seconds. 步长。" };

    public static Command Build()
    {
        var verb = Verb.Of("indicators", "Where the ecosystem stands: claims and targets beside what is measured. 指标。", List, Set, AsOf, Demonstration);
        verb.Add(Verb.Of("list", "All indicators. 全部指标。", List, Set, AsOf, Demonstration));
        verb.Add(Verb.Of("show", "One indicator with its words and formula. 单个指标。", Show, Id, AsOf, Demonstration));
        verb.Add(Verb.Of("records", "The facts behind a value. 数值所依据的事实。", Records, Id, AsOf, Demonstration));
        verb.Add(Verb.Of("series", "An indicator over time. 时间序列。", Series, Id, From, To, Step, AsOf, Demonstration));
        return verb;
    }

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
                ("measured", $"{Measured(i)}  {i.Measured.ReasonZh}  {i.Measured.ReasonEn}"), ("formula", i.FormulaZh), ("", i.FormulaEn), ("", i.Formula), ("note", $"{i.NoteZh}  {i.NoteEn}".Trim()),
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
