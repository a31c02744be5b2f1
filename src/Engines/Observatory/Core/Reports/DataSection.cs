namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Vintage, exact values and hashes: what this report can be checked by.</summary>
internal static class DataSection
{
    private const int HashShown = 16;

    public static ReportSection Of(ReportPen pen, string hash)
    {
        var input = pen.Input;
        var vintage = ReportFigures.Instant(input.Vintage);
        List<ReportBlock> blocks =
        [
            pen.Paragraph(
                ReportText.Of($"数据时点 {vintage}；事实 {input.Facts} 条，其中 {input.Unreadable} 条无法读取。全部数据的 SHA-256：{hash}。同一时点、同样事实得同样的指纹与逐字节相同的网页。"),
                ReportText.Of($"Figures as of {vintage}; {input.Facts} facts, and {input.Unreadable} that could not be read. SHA-256 over all figures: {hash}. The same instant and facts give the same fingerprint, and the same HTML byte for byte.")),
            pen.Paragraph(
                input.Node is null ? "本报告离线生成：数字链接到本附录的相应行；在节点上以 /indicators/编号?asOf=时点 查看其依据。" : "数字链接到节点上该指标在此时点的依据。",
                input.Node is null ? "Made without a node: numbers lead to their rows in this annex; on a node their lineage stands under /indicators/ID?asOf=INSTANT." : "Numbers lead to the lineage of their indicator at this instant on the node."),
            new ReportTable(
                "table.data",
                pen.Say("精确数值与指纹", "Exact figures and fingerprints"),
                [new(pen.Say("指标", "Indicator"), Share: 2.6), new(pen.Say("值", "Value"), true, 2), new(pen.Say("分子", "Numerator"), true, 1.7), new(pen.Say("分母", "Denominator"), true, 1.7), new("SHA-256", Share: 1.8)],
                [.. input.Indicators.Select(i => Row(pen, i))],
                IsDense: true),
        ];
        var variants = input.Indicators.SelectMany(i => i.Reading.Variants.Select(v => (Indicator: i, Variant: v))).ToList();
        if (variants.Count > 0)
        {
            blocks.Add(new ReportTable(
                "table.variants",
                pen.Say("同一说法的其他口径", "Other readings of the same words"),
                [new(pen.Say("指标", "Indicator"), Share: 2.4), new(pen.Say("口径", "Reading"), Share: 4), new(pen.Say("值", "Value"), true, 1.2)],
                [
                    .. variants.Select((v, n) => new ReportRow(
                        null,
                        [$"{v.Indicator.Definition.Id} {pen.Name(v.Indicator)}", pen.Say(v.Variant.NameZh, v.Variant.NameEn), v.Variant.Value is { } value ? pen.Number(v.Indicator, $"variant{n}", ReportFigures.Of(value)) : pen.Say("缺值", "no value")])),
                ],
                IsDense: true));
        }

        return new ReportSection("data", pen.Say("附录二：数据", "Annex 2: data"), blocks);
    }

    private static ReportRow Row(ReportPen pen, ReportIndicator i) => new(
        $"data.{i.Definition.Id}",
        [
            $"{i.Definition.Id} {pen.Name(i)}",
            Exact(i, "value", i.Reading.Value, pen.Say("无", "none")),
            Exact(i, "numerator", i.Reading.Numerator, ReportPen.Nothing),
            Exact(i, "denominator", i.Reading.Denominator, ReportPen.Nothing),
            ReportHash.Of(i, pen.Input.Vintage)[..HashShown],
        ]);

    /// <summary>All digits, with the id but without a link: this is where links lead.</summary>
    private static ReportText Exact(ReportIndicator i, string part, double? value, string nothing) => value is null ? nothing : new ReportSpan(ReportFigures.Exact(value), $"{i.Definition.Id}.{part}.exact");
}
