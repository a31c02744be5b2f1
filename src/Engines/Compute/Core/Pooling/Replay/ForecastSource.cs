namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>What forecasts are made from.</summary>
public enum ForecastSource
{
    /// <summary>None are made.</summary>
    None,

    /// <summary>Run times learned from what has ended.</summary>
    Learned,

    /// <summary>Run times that users declare, and truly.</summary>
    Declared,
}
