namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>What is to be forecast.</summary>
/// <param name="Values">The history, oldest first, evenly spaced.</param>
/// <param name="Steps">How many values ahead, 1 to <see cref="StepsMax"/>.</param>
public sealed record ForecastRequest(IReadOnlyList<double> Values, int Steps)
{
    /// <summary>Steps ahead, at most.</summary>
    public const int StepsMax = 400;

    /// <summary>Values of a history, at most.</summary>
    public const int ValuesMax = 1_000_000;

    /// <summary>Values of a season, at most.</summary>
    public const int SeasonMax = 366;

    /// <summary>Values that are looked at: the newest. What is older says little of tomorrow, and costs as much.</summary>
    public const int ValuesUsedMax = 700;

    /// <summary>How far apart the values stand.</summary>
    public Frequency Frequency { get; init; }

    /// <summary>Values in a season; 0 for the one of the frequency, 1 for none.</summary>
    public int Season { get; init; }

    /// <summary>Bounds of the quantity.</summary>
    public ValueLimits Limits { get; init; }

    /// <summary>Levels of the intervals in percent, above 0 and below 100.</summary>
    public IReadOnlyList<double> Levels { get; init; } = [80, 95];

    /// <summary>How the middle is found.</summary>
    public ForecastMethod Method { get; init; }
}
