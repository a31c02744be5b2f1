namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>How an indicator stands at an instant.</summary>
public enum ReportStatus
{
    /// <summary>Measured, and the target is reached.</summary>
    Met,

    /// <summary>Measured, on the path to the target or ahead of it.</summary>
    OnPath,

    /// <summary>Measured, behind the path.</summary>
    BehindPath,

    /// <summary>Measured and not reached; no path is known.</summary>
    NotMet,

    /// <summary>Measured; there is no target.</summary>
    Measured,

    /// <summary>Recorded here, yet without a value at this instant.</summary>
    Missing,

    /// <summary>The engine that would record it is not built yet.</summary>
    NotMeasured,

    /// <summary>An outside series that is not connected.</summary>
    Outside,
}
