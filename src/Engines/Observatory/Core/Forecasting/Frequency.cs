namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>How far apart the values of a series stand.</summary>
public enum Frequency
{
    /// <summary>Not said.</summary>
    Other,

    /// <summary>Years.</summary>
    Yearly,

    /// <summary>Quarters.</summary>
    Quarterly,

    /// <summary>Months.</summary>
    Monthly,

    /// <summary>Weeks.</summary>
    Weekly,

    /// <summary>Days.</summary>
    Daily,

    /// <summary>Hours.</summary>
    Hourly,
}
