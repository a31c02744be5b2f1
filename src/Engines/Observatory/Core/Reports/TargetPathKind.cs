namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>How a quantity is expected to move from its baseline to its target.</summary>
public enum TargetPathKind
{
    /// <summary>The same amount a day.</summary>
    Linear,

    /// <summary>The same growth a day.</summary>
    Cagr,

    /// <summary>Slow, fast, slow: a logistic curve that begins at the baseline and ends at the target.</summary>
    SCurve,

    /// <summary>Straight from one milestone to the next.</summary>
    Milestones,
}
