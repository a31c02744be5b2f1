namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>The languages of a report.</summary>
public enum ReportLanguage
{
    /// <summary>Chinese.</summary>
    Zh,

    /// <summary>English.</summary>
    En,
}
