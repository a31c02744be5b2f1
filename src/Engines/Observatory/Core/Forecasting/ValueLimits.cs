namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>Bounds that a quantity can't pass; nothing that is forecast does.</summary>
/// <param name="Low">The lower one; null where there is none.</param>
/// <param name="High">The upper one; null where there is none.</param>
public readonly record struct ValueLimits(double? Low, double? High)
{
    /// <summary>No bounds.</summary>
    public static ValueLimits None => default;

    /// <summary>A share: from 0 to 1.</summary>
    public static ValueLimits Share => new(0, 1);

    /// <summary>From 0 to 100.</summary>
    public static ValueLimits Percent => new(0, 100);

    /// <summary>Not below 0.</summary>
    public static ValueLimits NotNegative => new(0, null);

    /// <summary>Whether a value lies within.</summary>
    /// <param name="value">The value.</param>
    public bool Hold(double value) => !(value < Low) && !(value > High);

    /// <summary>The value, or the bound that it passes.</summary>
    /// <param name="value">The value.</param>
    public double Nearest(double value) => value < Low ? Low.Value : value > High ? High.Value : value;
}
