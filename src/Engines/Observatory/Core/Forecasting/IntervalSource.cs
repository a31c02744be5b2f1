namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>Whose errors an interval is made of.</summary>
public enum IntervalSource
{
    /// <summary>There is no interval.</summary>
    None,

    /// <summary>Those of the competition series, sized by this series: it is too short to have errors of its own.</summary>
    Prior,

    /// <summary>Those of the competition series, sized by this series and by its own errors of the past.</summary>
    PriorAndOwn,

    /// <summary>Those of the like series that were forecast together, sized by this series and by its own errors of the past.</summary>
    Pool,
}
