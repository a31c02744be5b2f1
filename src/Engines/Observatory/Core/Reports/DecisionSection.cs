namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>The page of decisions: each target in a row.</summary>
internal static class DecisionSection
{
    public static ReportSection Of(ReportPen pen)
    {
        var all = pen.Input.Indicators;
        var wanted = all.Where(i => i.Definition.Target is not null).OrderBy(i => i.Definition.Target!.By ?? DateOnly.MaxValue).ThenBy(i => i.Definition.Id, StringComparer.Ordinal).ToList();
        List<ReportBlock> blocks = [Summary(pen, all, wanted)];
        if (Next(pen, wanted) is { } next)
        {
            blocks.Add(next);
        }

        if (Lowest(pen, wanted) is { } lowest)
        {
            blocks.Add(lowest);
        }

        blocks.Add(Table(pen, wanted));
        blocks.Add(Notes(pen));
        return new ReportSection("decisions", pen.Say("决策页", "Decisions"), blocks, IsWide: true);
    }

    private static ReportParagraph Summary(ReportPen pen, IReadOnlyList<ReportIndicator> all, List<ReportIndicator> wanted)
    {
        int Count(ReportStatus status) => all.Count(i => pen.Status(i) == status);
        var measured = all.Count(i => i.Reading.Value is not null);
        var met = wanted.Count(i => pen.Status(i) == ReportStatus.Met);
        var (missing, unbuilt, outside) = (Count(ReportStatus.Missing), Count(ReportStatus.NotMeasured), Count(ReportStatus.Outside));
        var chances = wanted.Count(i => i.Chance?.Probability is not null);
        return pen.Paragraph(
            ReportText.Of($"共 {all.Count} 项指标：{measured} 项有测量值，{missing} 项缺值，{unbuilt} 项的引擎未建，{outside} 项为未接入的外部序列。{wanted.Count} 项有目标，{met} 项已达标，{chances} 项可给出达标概率。"),
            ReportText.Of($"Of {all.Count} indicators {measured} are measured, {missing} have no value, for {unbuilt} the engine is not built and {outside} are outside series that are not connected. {wanted.Count} have a target; {met} of those are reached, and for {chances} a chance can be stated."));
    }

    private static ReportParagraph? Next(ReportPen pen, List<ReportIndicator> wanted)
    {
        var today = DateOnly.FromDateTime(pen.Input.Vintage.UtcDateTime);
        var over = wanted.Where(i => i.Definition.Target!.By < today && pen.Status(i) != ReportStatus.Met).ToList();
        var coming = wanted.Where(i => i.Definition.Target!.By >= today).GroupBy(i => i.Definition.Target!.By!.Value).OrderBy(g => g.Key).FirstOrDefault()?.ToList() ?? [];
        if (over.Count + coming.Count == 0)
        {
            return null;
        }

        static string Ids(List<ReportIndicator> of, string comma) => string.Join(comma, of.Select(i => i.Definition.Id));
        var (zh, en) = (new List<string>(), new List<string>());
        if (coming.Count > 0)
        {
            var by = coming[0].Definition.Target!.By!.Value;
            var (days, open) = (by.DayNumber - today.DayNumber, coming.Count(i => i.Reading.Value is null));
            zh.Add($"最近的期限是 {ReportFigures.Day(by)}（距今 {days} 天）：{Ids(coming, "、")}；其中 {coming.Count(i => pen.Status(i) == ReportStatus.Met)} 项已达标，{open} 项没有测量值。");
            en.Add($"The next date is {ReportFigures.Day(by)}, in {days} days: {Ids(coming, ", ")}; {coming.Count(i => pen.Status(i) == ReportStatus.Met)} of them reached, {open} without a value.");
        }

        if (over.Count > 0)
        {
            zh.Add($"期限已过而未见达标的有 {over.Count} 项：{Ids(over, "、")}。");
            en.Add($"Past their date and not seen to be reached: {over.Count} ({Ids(over, ", ")}).");
        }

        return pen.Paragraph(string.Concat(zh), string.Join(' ', en));
    }

    private static ReportParagraph? Lowest(ReportPen pen, List<ReportIndicator> wanted)
    {
        var known = wanted.Where(i => i.Chance?.Probability is not null).OrderBy(i => i.Chance!.Probability).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var least = known[0];
        var chance = pen.Number(least, "chance", ReportFigures.Chance(least.Chance!.Probability!.Value));
        return pen.Paragraph(
            ReportText.Of($"达标概率最低的是 {least.Definition.Id} {pen.Name(least)}：{chance}，期限 {pen.By(least)}。"),
            ReportText.Of($"The least likely is {least.Definition.Id} {pen.Name(least)}: {chance} by {pen.By(least)}."));
    }

    private static ReportTable Table(ReportPen pen, List<ReportIndicator> wanted) => new(
        "table.decisions",
        pen.Say("各项目标：按期限排列", "Targets in the order of their dates"),
        [
            new(pen.Say("指标（单位）", "Indicator (unit)"), Share: 5),
            new(pen.Say("目标", "Target"), true, 1.3),
            new(pen.Say("期限", "By"), Share: 1.3, IsWhole: true),
            new(pen.Say("测量值", "Value"), true, 0.9),
            new(pen.Say("与路径差距", "Path gap"), true, 0.95),
            new(pen.Say("达标概率", "P(target)"), true, 1.05),
            new(pen.Say("状态", "Status"), Share: 1.75, IsWhole: true),
            new(pen.Say("首要杠杆", "Top lever"), Share: 1.1),
            new(pen.Say("责任方", "Owner"), Share: 3.7),
        ],
        [
            .. wanted.Select(i => new ReportRow(
                null,
                [pen.Head(i), pen.Target(i), pen.By(i), pen.Value(i), pen.Gap(i), pen.Chance(i), pen.Say(ReportNames.Of(pen.Status(i))), pen.Lever(i), pen.Owner(i)],
                ReportNames.Tone(pen.Status(i)))),
        ],
        IsDense: true);

    private static ReportParagraph Notes(ReportPen pen) => pen.Paragraph(
        "目标与期限取自原文，测量值取自平台事实，二者不混用。差距为正即领先于路径。“—”表示无值，原因见状态表与概率表。没有情景给出杠杆时，比率所列为达标尚需的分子。",
        "Targets and dates are the source's, values are the platform's own facts; the two are never mixed. A gap above 0 is ahead of the path. A dash has no value; the reasons stand in the tables of status and of chances. Where no scenario named a lever, a ratio shows what its numerator needs.");
}
