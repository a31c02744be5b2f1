namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>Whether a target will be reached.</summary>
/// <param name="Side">On which side of the bound.</param>
/// <param name="Bound">The bound; the lower one of two.</param>
/// <param name="Step">By which step ahead.</param>
public sealed record TargetQuestion(TargetSide Side, double Bound, int Step)
{
    /// <summary>The upper bound of two.</summary>
    public double? UpperBound { get; init; }

    /// <summary>In how many values in a row it must hold; the first of them may lie in the history.</summary>
    public int Persistence { get; init; } = 1;

    /// <summary>Whether it is enough that it held at any time from the next value to the step, and not only at the step.</summary>
    public bool AnyTime { get; init; }

    /// <summary>Whether a value reaches the target.</summary>
    /// <param name="value">The value.</param>
    public bool Reached(double value) => Side switch
    {
        TargetSide.AtLeast => value >= Bound,
        TargetSide.AtMost => value <= Bound,
        _ => value >= Bound && value <= UpperBound,
    };
}
