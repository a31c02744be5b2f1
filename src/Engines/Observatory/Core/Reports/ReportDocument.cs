namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>A report in one language, before it is written as HTML, PDF or DOCX.</summary>
/// <param name="Language">Its language.</param>
/// <param name="Title">Its title.</param>
/// <param name="Subtitle">Vintage and hash in words.</param>
/// <param name="Vintage">The instant of all figures.</param>
/// <param name="Hash">SHA-256 over the figures, in hexadecimal.</param>
/// <param name="Sections">Its sections.</param>
public sealed record ReportDocument(ReportLanguage Language, string Title, string Subtitle, DateTimeOffset Vintage, string Hash, IReadOnlyList<ReportSection> Sections);
