namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>What a reader of a forecast has to know.</summary>
public enum ForecastNote
{
    /// <summary>One value only: it is carried on, without interval or chance.</summary>
    OneValue,

    /// <summary>All values are equal: they are carried on, and how they might change can't be known from them.</summary>
    NoVariation,

    /// <summary>Fewer than five values: there are intervals, but no chance is stated.</summary>
    FewValues,

    /// <summary>Too few values for the season: it is left out.</summary>
    SeasonLeftOut,

    /// <summary>Older values than the newest 700 were left out.</summary>
    OlderLeftOut,

    /// <summary>The steps go beyond what any error was seen of: the interval is widened by extrapolation.</summary>
    BeyondErrors,
}
