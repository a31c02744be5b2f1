namespace KeyEcosystem.Compute.Core;

/// <summary>What can happen to a job.</summary>
public enum JobStep
{
    /// <summary>It gets its devices.</summary>
    Start,

    /// <summary>It ends as it should.</summary>
    Succeed,

    /// <summary>It ends otherwise, or can't be started any more.</summary>
    Fail,

    /// <summary>Its member withdrew it.</summary>
    Cancel,

    /// <summary>The node was started again while it ran.</summary>
    Lose,
}
