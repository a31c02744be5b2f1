namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>How often an indicator is observed, by the codes of SDMX (CL_FREQ).</summary>
public enum ObservationFrequency
{
    /// <summary>A: a year.</summary>
    Annual,

    /// <summary>S: half a year.</summary>
    HalfYearly,

    /// <summary>Q: a quarter.</summary>
    Quarterly,

    /// <summary>M: a month.</summary>
    Monthly,

    /// <summary>W: a week of ISO 8601.</summary>
    Weekly,

    /// <summary>D: a day.</summary>
    Daily,
}
