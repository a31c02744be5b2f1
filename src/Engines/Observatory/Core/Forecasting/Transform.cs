namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>In which scale the methods saw the values.</summary>
public enum Transform
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>Logarithms of the distance from the lower bound.</summary>
    Log,

    /// <summary>Logarithms of the distance from the lower bound over that from the upper.</summary>
    Logit,
}
