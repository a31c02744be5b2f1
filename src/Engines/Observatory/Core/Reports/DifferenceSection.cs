namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What changed since an earlier date, and why.</summary>
internal static class DifferenceSection
{
    public static ReportSection Of(ReportPen pen, ReportInput since)
    {
        var changes = ReportDifference.Of(since, pen.Input);
        var (from, to) = (ReportFigures.Instant(since.Vintage), ReportFigures.Instant(pen.Input.Vintage));
        int Count(ReportChangeKind kind) => changes.Count(c => c.Kind == kind);
        List<ReportBlock> blocks =
        [
            pen.Paragraph(
                ReportText.Of($"从 {from}（{since.Facts} 条事实）到 {to}（{pen.Input.Facts} 条事实）：测量值变动 {Count(ReportChangeKind.Value)} 项，状态变动 {Count(ReportChangeKind.Status)} 项，目标变动 {Count(ReportChangeKind.Target)} 项，定义变动 {Count(ReportChangeKind.Definition)} 项。"),
                ReportText.Of($"From {from} ({since.Facts} facts) to {to} ({pen.Input.Facts} facts): {Count(ReportChangeKind.Value)} values, {Count(ReportChangeKind.Status)} standings, {Count(ReportChangeKind.Target)} targets and {Count(ReportChangeKind.Definition)} definitions changed.")),
        ];
        if (changes.Count > 0)
        {
            blocks.Add(new ReportTable(
                "table.changes",
                pen.Say("变动与原因", "Changes and their reasons"),
                [new(pen.Say("指标", "Indicator"), Share: 2.8), new(pen.Say("何处", "What"), Share: 0.9), new(pen.Say("原为", "Before"), Share: 1.6), new(pen.Say("现为", "After"), Share: 1.6), new(pen.Say("原因", "Why"), Share: 3.6)],
                [.. changes.Select(c => Row(pen, since, c))],
                IsDense: true));
        }

        return new ReportSection("changes", pen.Say("两个时点之间的变化", "What changed and why"), blocks);
    }

    private static ReportRow Row(ReportPen pen, ReportInput since, ReportChange c) => new(
        null,
        [pen.Head((c.After ?? c.Before)!), pen.Say(ReportNames.Of(c.Kind)), Told(pen, since.Vintage, c.Kind, c.Before), Told(pen, pen.Input.Vintage, c.Kind, c.After), Why(pen, c)]);

    private static ReportText Told(ReportPen pen, DateTimeOffset at, ReportChangeKind kind, ReportIndicator? i) => (kind, i) switch
    {
        (_, null) => ReportPen.Nothing,
        (ReportChangeKind.Value, _) when i.Reading.Value is { } value => new ReportSpan(ReportFigures.Of(value), $"{i.Definition.Id}.value.{(at == pen.Input.Vintage ? "after" : "before")}", pen.Lineage(i, at)),
        (ReportChangeKind.Value, _) => pen.NoValue(i),
        (ReportChangeKind.Status, _) => pen.Say(ReportNames.Of(i.StatusAt(at))),
        (ReportChangeKind.Target, _) => i.Definition.Target is null ? ReportPen.Nothing : $"{pen.Target(i).Plain}, {pen.By(i)}",
        (ReportChangeKind.Claim, _) => pen.Claim(i).Plain,
        (ReportChangeKind.Definition, _) => $"v{i.Version}: {i.Formula.Formula.Text}",
        _ => pen.Name(i),
    };

    private static ReportText Why(ReportPen pen, ReportChange c)
    {
        if (c is { Kind: ReportChangeKind.Value, Amount: { } amount, ByNumerator: { } above, ByDenominator: { } below })
        {
            var (a, b) = (c.Before!.Reading, c.After!.Reading);
            var moved = $"{ReportFigures.Of(a.Numerator!.Value)} → {ReportFigures.Of(b.Numerator!.Value)}";
            var over = $"{ReportFigures.Of(a.Denominator!.Value)} → {ReportFigures.Of(b.Denominator!.Value)}";
            return pen.Say(
                $"变动 {ReportFigures.Signed(amount)}：分子 {moved} 贡献 {ReportFigures.Signed(above)}，分母 {over} 贡献 {ReportFigures.Signed(below)}。",
                $"Moved by {ReportFigures.Signed(amount)}: the numerator {moved} by {ReportFigures.Signed(above)}, the denominator {over} by {ReportFigures.Signed(below)}.");
        }

        return c switch
        {
            { IsComparable: false } => pen.Say("两个时点的定义不同，数值不可比。", "The definition differs between the dates, so the figures can't be compared."),
            { Kind: ReportChangeKind.Value, Amount: { } by } => pen.Say($"所计事实变动 {ReportFigures.Signed(by)}。", $"What is counted changed by {ReportFigures.Signed(by)}."),
            { Kind: ReportChangeKind.Value, Before.Reading.Value: null } => pen.Say("有了首个测量值。", "It has its first value."),
            { Kind: ReportChangeKind.Value } => pen.NoValue(c.After!),
            { Kind: ReportChangeKind.Status, After.Reading.Value: null } => pen.NoValue(c.After!),
            { Kind: ReportChangeKind.Status } => pen.Say("随测量值、目标或路径而变。", "It follows from the value, the target or the path."),
            { Kind: ReportChangeKind.Definition } => pen.Say("登记的定义有新版本。", "The registry has another version of the definition."),
            { Kind: ReportChangeKind.Target or ReportChangeKind.Claim } => pen.Say("登记的原文有更改。", "The registry has other words of the source."),
            { Kind: ReportChangeKind.Added } => pen.Say("登记中新增。", "New in the registry."),
            _ => pen.Say("已不在登记中。", "No longer in the registry."),
        };
    }
}
