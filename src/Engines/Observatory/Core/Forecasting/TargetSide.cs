namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>On which side of its bound a value reaches a target.</summary>
public enum TargetSide
{
    /// <summary>Not below it.</summary>
    AtLeast,

    /// <summary>Not above it.</summary>
    AtMost,

    /// <summary>Between two bounds, or on one.</summary>
    Within,
}
