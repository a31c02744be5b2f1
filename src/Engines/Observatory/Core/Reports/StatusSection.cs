namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>How all indicators stand.</summary>
internal static class StatusSection
{
    private const int DotsMin = 2;

    public static ReportSection Of(ReportPen pen)
    {
        var all = pen.Input.Indicators;
        List<ReportBlock> blocks = [Bars(pen, all)];
        if (Unbuilt(pen, all) is { } unbuilt)
        {
            blocks.Add(unbuilt);
        }

        if (Dots(pen, all) is { } dots)
        {
            blocks.Add(dots);
        }

        blocks.Add(Table(pen, all));
        return new ReportSection("status", pen.Say("状态", "Status"), blocks, IsWide: true);
    }

    private static ReportFigure Bars(ReportPen pen, IReadOnlyList<ReportIndicator> all)
    {
        List<(string Label, double Value)> bars = [.. Enum.GetValues<ReportStatus>().Select(s => (Label: pen.Say(ReportNames.Of(s)), Value: (double)all.Count(i => pen.Status(i) == s))).Where(b => b.Value > 0)];
        var comma = pen.Say("，", ", ");
        return new ReportFigure(
            "figure.status",
            pen.Say($"{all.Count} 项指标的状态（项数）", $"How the {all.Count} indicators stand (count)"),
            string.Join(comma, bars.Select(b => $"{b.Label} {b.Value}")),
            new BarChart(pen.Say("项数", "Indicators"), bars));
    }

    /// <summary>All that is told in per cent, on one scale.</summary>
    private static ReportFigure? Dots(ReportPen pen, IReadOnlyList<ReportIndicator> all)
    {
        var shares = all.Where(i => i.Definition.UnitEn == "%" && (i.Definition.Claim is not null || i.Definition.Target is not null || i.Reading.Value is not null)).ToList();
        if (shares.Count < DotsMin)
        {
            return null;
        }

        List<DotMark> marks =
        [
            .. shares.Select(i => new DotMark(
                $"{i.Definition.Id} {pen.Name(i)}",
                i.Definition.Claim?.Value,
                i.Definition.Claim?.Comparison switch { ">" or ">=" => 1, "<" or "<=" => -1, _ => 0 },
                i.Reading.Value,
                i.Definition.Target?.Low,
                i.Definition.Target?.High)),
        ];
        string One(ReportIndicator i) => $"{i.Definition.Id}: {pen.Say("主张", "claim")} {pen.Claim(i).Plain}, {pen.Say("测量", "measured")} {pen.Value(i).Plain}, {pen.Say("目标", "target")} {pen.Target(i).Plain}";
        return new ReportFigure(
            "figure.shares",
            pen.Say("以百分数计的指标：原文的主张、测量值与目标", "Indicators in per cent: claims of the source, measurements, targets"),
            string.Join(pen.Say("；", "; "), shares.Select(One)),
            new DotChart("%", pen.Say("原文主张", "claim of the source"), pen.Say("测量值", "measured"), pen.Say("目标", "target"), pen.Say("空心：仅为界限", "open: a bound only"), marks));
    }

    /// <summary>What would make the most indicators visible.</summary>
    private static ReportTable? Unbuilt(ReportPen pen, IReadOnlyList<ReportIndicator> all)
    {
        var engines = all.Where(i => pen.Status(i) == ReportStatus.NotMeasured)
            .SelectMany(i => i.Formula.Formula.MissingEngines.Select(e => (Engine: e, Indicator: i)))
            .GroupBy(p => p.Engine, StringComparer.Ordinal)
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .ToList();
        return engines.Count == 0 ? null : new ReportTable(
            "table.engines",
            pen.Say("建成后可测量的指标，按引擎", "What each engine would make measurable"),
            [new(pen.Say("引擎", "Engine"), Share: 2), new(pen.Say("指标数", "Indicators"), true, 0.8), new(pen.Say("其中有目标", "With a target"), true, 0.9), new(pen.Say("指标", "Which"), Share: 5)],
            [
                .. engines.Select(g => new ReportRow(
                    null,
                    [ReportNames.Engine(g.Key, pen.Language), $"{g.Count()}", $"{g.Count(p => p.Indicator.Definition.Target is not null)}", string.Join(pen.Say("、", ", "), g.Select(p => p.Indicator.Definition.Id))])),
            ]);
    }

    private static ReportTable Table(ReportPen pen, IReadOnlyList<ReportIndicator> all) => new(
        "table.status",
        pen.Say($"全部 {all.Count} 项指标", $"All {all.Count} indicators"),
        [
            new(pen.Say("指标（单位）", "Indicator (unit)"), Share: 3.2),
            new(pen.Say("原文主张", "Claim of the source"), true, 1.1),
            new(pen.Say("原文目标", "Target of the source"), true, 1.1),
            new(pen.Say("测量值", "Measured"), true, 1),
            new(pen.Say("与路径差距", "Gap to path"), true, 1),
            new(pen.Say("状态", "Status"), Share: 1.4, IsWhole: true),
            new(pen.Say("无测量值的原因", "Why there is no value"), Share: 4),
        ],
        [.. all.Select(i => new ReportRow($"status.{i.Definition.Id}", [pen.Head(i), Claimed(pen, i), pen.Target(i), pen.Value(i), pen.Gap(i), pen.Say(ReportNames.Of(pen.Status(i))), pen.NoValue(i)], ReportNames.Tone(pen.Status(i))))],
        IsDense: true);

    private static ReportText Claimed(ReportPen pen, ReportIndicator i)
    {
        if (i.Definition.Claim is not { } claim)
        {
            return ReportPen.Nothing;
        }

        var from = string.Join(' ', new[] { claim.Year, claim.Source.Length > 0 ? ReportNames.Organisation(claim.Source, pen.Language) : "" }.Where(w => w.Length > 0));
        return from.Length == 0 ? pen.Claim(i) : ReportText.Of($"{pen.Claim(i)} ({from})");
    }
}
