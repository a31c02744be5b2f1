using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What is expected of each indicator that has a series, and why the others have no chance.</summary>
internal static class ForecastSection
{
    /// <summary>Points of a path that are drawn.</summary>
    private const int PathPoints = 40;

    public static ReportSection Of(ReportPen pen)
    {
        var known = pen.Input.Indicators.Where(i => i.Forecast is not null).ToList();
        List<ReportBlock> blocks =
        [
            pen.Paragraph(
                ReportText.Of($"{known.Count} 项指标有可供预测的测量序列。原文的主张不是测量，不作预测依据。"),
                ReportText.Of($"{known.Count} indicators have a measured series that can be forecast. Claims of the source are no measurements and nothing is forecast from them.")),
        ];
        foreach (var i in known)
        {
            blocks.AddRange(One(pen, i, i.Forecast!));
        }

        blocks.Add(Chances(pen));
        return new ReportSection("forecasts", pen.Say("预测与达标概率", "Forecasts and chances"), blocks);
    }

    private static IEnumerable<ReportBlock> One(ReportPen pen, ReportIndicator i, ReportForecast f)
    {
        yield return new ReportHeading($"{i.Definition.Id} {pen.Name(i)}");
        var (last, end) = (f.History[^1], f.Ahead[^1]);
        var value = pen.WithUnit(i, "value", ReportFigures.Of(last.Value));
        var middle = pen.WithUnit(i, "forecast", ReportFigures.Of(f.Forecast.Mean[^1]));
        var band = f.Forecast.Bands.Count == 0 ? null : f.Forecast.Bands.MaxBy(b => b.Level);
        var width = band is null ? "" : $"{ReportFigures.Of(band.Low[^1])}–{ReportFigures.Of(band.High[^1])}";
        var interval = pen.Number(i, "interval", width);
        yield return (band, i.Chance?.Probability) switch
        {
            (null, _) => pen.Paragraph(
                ReportText.Of($"{ReportFigures.Day(last.At)} 为 {value}；至 {ReportFigures.Day(end)} 的中值为 {middle}，无从给出区间。"),
                ReportText.Of($"{value} on {ReportFigures.Day(last.At)}; the middle for {ReportFigures.Day(end)} is {middle}, and no interval can be stated.")),
            (_, { } p) => pen.Paragraph(
                ReportText.Of($"{ReportFigures.Day(last.At)} 为 {value}；至 {ReportFigures.Day(end)} 的中值为 {middle}，{ReportFigures.Of(band.Level)}% 区间为 {interval}；按期达标的概率为 {pen.Number(i, "chance", ReportFigures.Chance(p))}（标准误 {pen.Number(i, "chanceError", ReportFigures.Of(100 * i.Chance!.StandardError))} 个百分点，{i.Chance.Paths} 条路径）。"),
                ReportText.Of($"{value} on {ReportFigures.Day(last.At)}; the middle for {ReportFigures.Day(end)} is {middle}, the {ReportFigures.Of(band.Level)} % interval {interval}. The target is reached by its date with a chance of {pen.Number(i, "chance", ReportFigures.Chance(p))} (standard error {pen.Number(i, "chanceError", ReportFigures.Of(100 * i.Chance!.StandardError))} points, {i.Chance.Paths} paths).")),
            _ => pen.Paragraph(
                ReportText.Of($"{ReportFigures.Day(last.At)} 为 {value}；至 {ReportFigures.Day(end)} 的中值为 {middle}，{ReportFigures.Of(band.Level)}% 区间为 {interval}。{pen.NoChance(i)}"),
                ReportText.Of($"{value} on {ReportFigures.Day(last.At)}; the middle for {ReportFigures.Day(end)} is {middle}, the {ReportFigures.Of(band.Level)} % interval {interval}. {pen.NoChance(i)}")),
        };
        yield return Figure(pen, i, f);
        var notes = string.Join(pen.Say("", " "), f.Forecast.Notes.Select(n => pen.Say(ForecastWords.Of(n).Zh, ForecastWords.Of(n).En)));
        var source = ForecastWords.Of(f.Forecast.IntervalSource);
        yield return pen.Paragraph(
            $"方法：{Methods(pen, f)}{(f.Forecast.Members.Count > 1 ? " 的中位数" : "")}；区间依据：{source.Zh}。{notes}",
            $"Method: {(f.Forecast.Members.Count > 1 ? "median of " : "")}{Methods(pen, f)}; interval made of: {source.En}. {notes}".TrimEnd());
    }

    private static string Methods(ReportPen pen, ReportForecast f) => string.Join(pen.Say("、", ", "), (f.Forecast.Members.Count > 0 ? f.Forecast.Members : [f.Forecast.Method]).Select(m => pen.Say(ReportNames.Of(m))));

    private static ReportFigure Figure(ReportPen pen, ReportIndicator i, ReportForecast f)
    {
        var last = f.History[^1];
        IReadOnlyList<PathPoint> Ends(IReadOnlyList<double> values) => [last, .. f.Ahead.Zip(values, (at, v) => new PathPoint(at, v))];
        List<TimeLine> lines = [new(pen.Say("测量值", "measured"), "history", f.History), new(pen.Say("预测中值", "forecast"), "forecast", Ends(f.Forecast.Mean))];
        if (i.Path is { } path)
        {
            lines.Add(new TimeLine(pen.Say($"目标路径（{ReportNames.Of(path.Kind).Zh}）", $"path to target ({ReportNames.Of(path.Kind).En})"), "path", Drawn(path, f)));
        }

        var target = i.Definition.Target;
        PathPoint? point = target is { By: { } by } && End(by) <= f.Ahead[^1] ? new PathPoint(End(by), target.Low) : null;
        var chart = new TimeChart(
            pen.Unit(i),
            lines,
            [.. f.Forecast.Bands.OrderByDescending(b => b.Level).Select(b => new TimeBand(pen.Say($"{ReportFigures.Of(b.Level)}% 区间", $"{ReportFigures.Of(b.Level)} % interval"), Ends(b.Low), Ends(b.High)))],
            point,
            $"{pen.Say("目标", "target")} {pen.Target(i).Plain}",
            target?.Comparison is ">" or "<");
        var first = f.History[0];
        return new ReportFigure(
            $"figure.{i.Definition.Id}",
            pen.Say($"{i.Definition.Id}：测量值与预测（{pen.Unit(i)}）", $"{i.Definition.Id}: measured and expected ({pen.Unit(i)})"),
            pen.Say(
                $"从 {ReportFigures.Day(first.At)} 的 {ReportFigures.Of(first.Value)} 到 {ReportFigures.Day(last.At)} 的 {ReportFigures.Of(last.Value)}，预测至 {ReportFigures.Day(f.Ahead[^1])}：{ReportFigures.Of(f.Forecast.Mean[^1])}",
                $"From {ReportFigures.Of(first.Value)} on {ReportFigures.Day(first.At)} to {ReportFigures.Of(last.Value)} on {ReportFigures.Day(last.At)}, forecast for {ReportFigures.Day(f.Ahead[^1])}: {ReportFigures.Of(f.Forecast.Mean[^1])}"),
            chart);
    }

    /// <summary>The part of a path that lies within the picture.</summary>
    private static IReadOnlyList<PathPoint> Drawn(TargetPath path, ReportForecast f)
    {
        var (from, to) = (path.Baseline.At > f.History[0].At ? path.Baseline.At : f.History[0].At, path.Target.At < f.Ahead[^1] ? path.Target.At : f.Ahead[^1]);
        return [.. Enumerable.Range(0, PathPoints + 1).Select(n => from + ((to - from) * n / PathPoints)).Select(at => new PathPoint(at, path.ValueAt(at)))];
    }

    private static DateTimeOffset End(DateOnly by) => new(by, TimeOnly.MinValue, TimeSpan.Zero);

    private static ReportTable Chances(ReportPen pen) => new(
        "table.chances",
        pen.Say("达标概率与路径差距，或不给出的原因", "Chances and gaps to the path, or why they are not stated"),
        [
            new(pen.Say("指标", "Indicator"), Share: 3), new(pen.Say("概率", "Chance"), true, 0.8), new(pen.Say("差距", "Gap"), true, 0.8), new(pen.Say("路径", "Path"), Share: 1),
            new(pen.Say("不给出的原因", "Why not"), Share: 4.4),
        ],
        [
            .. pen.Input.Indicators.Where(i => i.Definition.Target is not null).Select(i => new ReportRow(
                null,
                [pen.Head(i), pen.Chance(i), pen.Gap(i), i.Path is { } p ? pen.Say(ReportNames.Of(p.Kind)) : ReportPen.Nothing, Why(pen, i)])),
        ],
        IsDense: true);

    private static string Why(ReportPen pen, ReportIndicator i) => string.Join(pen.Say("", " "), new[] { pen.NoChance(i), pen.NoGap(i) }.Where(w => w.Length > 0));
}
