using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What funds promised, paid and gave back.</summary>
internal static class CapitalSection
{
    public static ReportSection Of(ReportPen pen) => new("capital", pen.Say("资本", "Capital"), pen.Input.Capital is { Count: > 0 } funds ? [Table(pen, funds)] : [None(pen)]);

    private static ReportParagraph None(ReportPen pen) => pen.Paragraph(
        pen.Input.Capital is null ? "本报告的数据中没有基金的承诺、实缴与回款记录。" : "尚无基金登记。",
        pen.Input.Capital is null ? "The figures of this report hold no record of commitments, calls and returns of funds." : "No fund is registered yet.");

    private static ReportTable Table(ReportPen pen, IReadOnlyList<ReportFund> funds) => new(
        "table.capital",
        pen.Say("基金（百万元，按各自币种）", "Funds (millions of their currency)"),
        [
            new(pen.Say("基金", "Fund"), Share: 2.4), new(pen.Say("币种", "Currency"), Share: 0.9), new(pen.Say("承诺", "Committed"), true), new(pen.Say("实缴", "Paid in"), true), new(pen.Say("回款", "Paid back"), true),
            new(pen.Say("净值", "Net value"), true), new("DPI", true, 0.7), new("TVPI", true, 0.7), new("IRR", true, 0.8),
        ],
        [
            .. funds.Select(f => new ReportRow(
                $"fund.{f.Id}",
                [
                    pen.Say(f.NameZh, f.NameEn), f.Committed.Currency.ToString().ToUpperInvariant(), Millions(f, "committed", f.Committed), Millions(f, "paidIn", f.PaidIn), Millions(f, "distributed", f.Distributed), Millions(f, "netValue", f.NetValue),
                    Ratio(f, "dpi", f.Dpi), Ratio(f, "tvpi", f.Tvpi), f.Irr is { } irr ? new ReportSpan(ReportFigures.Of(100 * irr) + " %", $"fund.{f.Id}.irr") : ReportPen.Nothing,
                ])),
        ]);

    private static ReportText Millions(ReportFund f, string part, Money amount) => new ReportSpan(ReportFigures.Of(amount.Minor / 1e8), $"fund.{f.Id}.{part}");

    private static ReportText Ratio(ReportFund f, string part, double? ratio) => ratio is { } r ? new ReportSpan(ReportFigures.Of(r), $"fund.{f.Id}.{part}") : ReportPen.Nothing;
}
