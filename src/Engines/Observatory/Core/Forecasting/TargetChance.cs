namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>How likely a target is reached, or why that is not said.</summary>
/// <param name="Probability">The share of sample paths that reach it; null where it is withheld.</param>
/// <param name="StandardError">How far the share may be off for being of so many paths only; what the history does not tell is not in it.</param>
/// <param name="Paths">How many paths.</param>
/// <param name="Withheld">Why there is none.</param>
public sealed record TargetChance(double? Probability, double StandardError, int Paths, ForecastNote? Withheld)
{
    /// <summary>The share of some paths, with its standard error; where all agree the error is that of one path more that does not.</summary>
    /// <param name="reached">Paths that reach the target.</param>
    /// <param name="paths">All paths.</param>
    public static TargetChance Of(int reached, int paths)
    {
        var share = (double)reached / paths;
        var inner = Math.Clamp(share, 1.0 / (paths + 1), paths / (paths + 1.0));
        return new TargetChance(share, Math.Sqrt(inner * (1 - inner) / paths), paths, null);
    }
}
