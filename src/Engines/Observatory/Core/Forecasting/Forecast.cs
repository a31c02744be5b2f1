namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>What is expected, and how sure that is.</summary>
public sealed record Forecast
{
    /// <summary>How the middle was found.</summary>
    public required ForecastMethod Method { get; init; }

    /// <summary>Whose median a combination is.</summary>
    public required IReadOnlyList<ForecastMethod> Members { get; init; }

    /// <summary>In which scale the methods saw the values.</summary>
    public required Transform Transform { get; init; }

    /// <summary>The season that was looked for; 1 is none.</summary>
    public required int Season { get; init; }

    /// <summary>The middle at each step.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Intervals by level; none where they can't be known.</summary>
    public required IReadOnlyList<ForecastBand> Bands { get; init; }

    /// <summary>Whose errors the intervals are made of.</summary>
    public required IntervalSource IntervalSource { get; init; }

    /// <summary>How the methods did in the past; null where the series is too short to have tried them.</summary>
    public required BackTest? BackTest { get; init; }

    /// <summary>What a reader has to know.</summary>
    public required IReadOnlyList<ForecastNote> Notes { get; init; }

    /// <summary>The last values of the history, which a target that must hold for some time may rest on.</summary>
    internal IReadOnlyList<double> History { get; init; } = [];

    /// <summary>The whole distribution; null where it can't be known.</summary>
    internal Outlook? Outlook { get; init; }
}
