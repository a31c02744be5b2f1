namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>All that a report is made of: the same input gives the same document.</summary>
public sealed record ReportInput
{
    /// <summary>The instant of all figures.</summary>
    public required DateTimeOffset Vintage { get; init; }

    /// <summary>The indicators, in the order in which they are told.</summary>
    public required IReadOnlyList<ReportIndicator> Indicators { get; init; }

    /// <summary>How many facts the figures rest on.</summary>
    public int Facts { get; init; }

    /// <summary>Records that could not be read as what they say they are.</summary>
    public int Unreadable { get; init; }

    /// <summary>Runs of models; none when no model was run.</summary>
    public IReadOnlyList<ReportScenario> Scenarios { get; init; } = [];

    /// <summary>Funds; null when no capital is recorded.</summary>
    public IReadOnlyList<ReportFund>? Capital { get; init; }

    /// <summary>An earlier input that this one is compared with; null for none.</summary>
    public ReportInput? Since { get; init; }

    /// <summary>Address of the node that shows lineage; empty for the one that serves the report, null for none: numbers then lead to the data annex.</summary>
    public string? Node { get; init; }
}
