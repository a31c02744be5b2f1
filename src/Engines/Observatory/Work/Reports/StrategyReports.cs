using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Reports;
using KeyEcosystem.Observatory.Store;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>The strategy report as files.</summary>
public static class StrategyReports
{
    /// <summary>The figures of the bundled registry, with values where facts are given.</summary>
    /// <param name="records">The facts; null for none.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="since">An earlier instant to compare with; null for none.</param>
    /// <param name="node">Address of the node that shows lineage; null for none.</param>
    public static ReportInput Input(ReportRecords? records, DateTimeOffset asOf, DateTimeOffset? since = null, string? node = null)
    {
        var table = new IndicatorTable();
        ReportInput At(DateTimeOffset instant) => ReportFacts.Of(table.Seed, table.Formulas, records?.Facts, instant) with { Unreadable = records?.Unreadable ?? 0, Node = node };
        return At(asOf) with { Since = since is { } earlier ? At(earlier) : null };
    }

    /// <summary>The bytes of a report in one language and format.</summary>
    /// <param name="document">The report.</param>
    /// <param name="format">The format.</param>
    /// <param name="browser">Chromium, from <see cref="PdfPrinter.Find"/>; only for PDF.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The bytes, or why there are none.</returns>
    public static async Task<Result<byte[]>> Bytes(ReportDocument document, ReportFormat format, string? browser, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(document);
        return format switch
        {
            ReportFormat.Html => Html(document),
            ReportFormat.Docx => DocxReport.Of(document),
            _ => await PdfPrinter.Print(browser, Html(document), stop),
        };
    }

    private static byte[] Html(ReportDocument document) => System.Text.Encoding.UTF8.GetBytes(ReportHtml.Of(document));
}
