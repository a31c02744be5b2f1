namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>How figures come about: rules of the report, and for each indicator the words, their reading and its formula.</summary>
internal static class MethodSection
{
    public static ReportSection Of(ReportPen pen) => new("method", pen.Say("附录一：方法", "Annex 1: method"), [.. Rules(pen), Definitions(pen)], IsWide: true);

    private static IEnumerable<ReportBlock> Rules(ReportPen pen) =>
    [
        pen.Paragraph(
            "主张与目标是原文的话，按原文与其译文保存；测量值由公式从平台事实计算，二者分列。原文的“超”是界限而非数值，图中以空心标记表示。",
            "Claims and targets are words of the source and are kept as such; values are computed by formulas from the platform's facts and stand apart. Where the source says over or under, the figure is a bound and no value: charts draw it open."),
        pen.Paragraph(
            "目标路径从首个测量值画到期限日的目标值：比率取直线，起点大于零的存量与流量取等速增长，家数取 S 曲线，里程碑逐段取直线。区间目标取下限。差距为正即领先。",
            "A path runs from the first measured value to the target on its date: straight for ratios, equal growth for stocks and flows that begin above 0, an S-curve for counts of who joins, straight between milestones. Of a range the lower bound is taken. A gap above 0 is ahead, whichever way is better."),
        pen.Paragraph(
            "达标概率为期限处达到目标的模拟路径所占比例；不足五个值、无变化或期限超出可预测步数时不给出。",
            "A chance is the share of sample paths that reach the target at its date; it is withheld below five values, where nothing varies, and where the date lies beyond what can be forecast."),
    ];

    private static ReportTable Definitions(ReportPen pen) => new(
        "table.definitions",
        pen.Say("原文、口径与公式", "Words of the source, their reading, and formulas"),
        [
            new(pen.Say("指标", "Indicator"), Share: 2), new(pen.Say("原文", "Words of the source"), Share: 2.6), new(pen.Say("待明确处", "What is open"), Share: 2.2),
            new(pen.Say("所取口径；另一种口径", "Reading taken; another one"), Share: 2.8), new(pen.Say("计算与公式", "What is computed, and how"), Share: 4.4),
        ],
        [
            .. pen.Input.Indicators.Select(i => new ReportRow(
                $"method.{i.Definition.Id}",
                [
                    $"{i.Definition.Id} {pen.Name(i)}",
                    pen.Say($"“{i.Definition.WordsZh}”", $"\"{i.Definition.WordsEn}\""),
                    pen.Say(i.Definition.NoteZh, i.Definition.NoteEn),
                    pen.Say($"{i.Formula.ReadingZh}另：{i.Formula.AlternativeZh}", $"{i.Formula.ReadingEn} Or: {i.Formula.AlternativeEn}"),
                    $"{pen.Say(i.Formula.WordsZh, i.Formula.WordsEn)} {i.Formula.Formula.Text}",
                ])),
        ],
        IsDense: true);
}
