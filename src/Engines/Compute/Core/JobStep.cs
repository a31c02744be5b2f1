namespace KeyEcosystem.Compute.Core;

/// <summary>What can happen to a job.</summary>
public enum JobStep
{
    /// <summary>It gets devices at an attached cluster.</summary>
    Admit,

    /// <summary>It begins to compute.</summary>
    Start,

    /// <summary>Its devices are given back to their owner; it waits again.</summary>
    Evict,

    /// <summary>It ends as it should.</summary>
    Succeed,

    /// <summary>It ends otherwise, or can't be started any more.</summary>
    Fail,

    /// <summary>Its member withdrew it.</summary>
    Cancel,

    /// <summary>The node was started again while it ran.</summary>
    Lose,
}
