namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>The formats of a report.</summary>
public enum ReportFormat
{
    /// <summary>One HTML file.</summary>
    Html,

    /// <summary>PDF, printed by the system's Chromium.</summary>
    Pdf,

    /// <summary>An Office document whose tables and charts can be edited.</summary>
    Docx,
}
