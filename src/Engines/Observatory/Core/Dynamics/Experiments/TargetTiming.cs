namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>When a target has to hold.</summary>
public enum TargetTiming
{
    /// <summary>At the time.</summary>
    At,

    /// <summary>At some saved time, the time itself at the latest.</summary>
    By,

    /// <summary>From the time to the end.</summary>
    From,
}
