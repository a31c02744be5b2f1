namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What runs of models lead to.</summary>
internal static class ScenarioSection
{
    public static ReportSection Of(ReportPen pen)
    {
        var known = pen.Input.Indicators.ToDictionary(i => i.Definition.Id, StringComparer.Ordinal);
        List<ReportBlock> blocks = [];
        if (pen.Input.Scenarios.Count == 0)
        {
            blocks.Add(pen.Paragraph("本报告的数据中没有情景运行结果，因此不给出杠杆的效果。", "The figures of this report hold no run of a scenario, so no effect of a lever is stated."));
        }

        foreach (var s in pen.Input.Scenarios)
        {
            blocks.Add(new ReportHeading(pen.Say(s.NameZh, s.NameEn)));
            blocks.Add(pen.Paragraph(
                ReportText.Of($"杠杆：{s.LeversZh}。{s.Runs} 次运行，至 {ReportFigures.Day(s.Horizon)}；区间含 {ReportFigures.Of(s.Level)}% 的运行。"),
                ReportText.Of($"Levers: {s.LeversEn}. {s.Runs} runs up to {ReportFigures.Day(s.Horizon)}; the bands hold {ReportFigures.Of(s.Level)} % of them.")));
            blocks.Add(new ReportTable(
                $"table.scenario.{s.Id}",
                pen.Say("情景结果", "Outcomes of the scenario"),
                [new(pen.Say("指标", "Indicator"), Share: 3), new(pen.Say("下限", "Low"), true), new(pen.Say("中值", "Middle"), true), new(pen.Say("上限", "High"), true), new(pen.Say("达标概率", "P(target)"), true)],
                [.. s.Outcomes.Select(o => Row(pen, s, o, known.GetValueOrDefault(o.Indicator)))]));
        }

        return new ReportSection("scenarios", pen.Say("情景", "Scenarios"), blocks);
    }

    private static ReportRow Row(ReportPen pen, ReportScenario s, ReportScenarioOutcome o, ReportIndicator? i)
    {
        ReportText Figure(string part, string figure) => i is null ? figure : pen.Number(i, $"scenario.{s.Id}.{part}", figure);
        return new ReportRow(
            null,
            [
                i is null ? o.Indicator : pen.Head(i),
                Figure("low", ReportFigures.Of(o.Low)),
                Figure("middle", ReportFigures.Of(o.Middle)),
                Figure("high", ReportFigures.Of(o.High)),
                o.Chance is { } p ? Figure("chance", ReportFigures.Chance(p)) : ReportPen.Nothing,
            ]);
    }
}
