using System.Diagnostics;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>The strategy report: what is decided on, made from figures only.</summary>
public static class StrategyReport
{
    /// <summary>Builds the document. Pure: the same input gives the same document.</summary>
    /// <param name="input">The figures.</param>
    /// <param name="language">The language.</param>
    public static ReportDocument Of(ReportInput input, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(input);
        var pen = new ReportPen(input, language);
        var hash = ReportHash.Of(input);
        List<ReportSection> sections =
        [
            DecisionSection.Of(pen),
            StatusSection.Of(pen),
            ForecastSection.Of(pen),
            ScenarioSection.Of(pen),
            CapitalSection.Of(pen),
        ];
        if (input.Since is not null)
        {
            sections.Add(DifferenceSection.Of(pen, input.Since));
        }

        sections.Add(MethodSection.Of(pen));
        sections.Add(DataSection.Of(pen, hash));
        Debug.Assert(sections.Select(s => s.Id).Distinct(StringComparer.Ordinal).Count() == sections.Count, "Anchors are unique.");
        var vintage = ReportFigures.Instant(input.Vintage);
        return new ReportDocument(
            language,
            pen.Say("产业生态战略报告", "Strategy report of the ecosystem"),
            pen.Say($"数据时点 {vintage} · 数据指纹 {hash[..16]}", $"Figures as of {vintage} · fingerprint {hash[..16]}"),
            input.Vintage,
            hash,
            sections);
    }
}
