using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core;

/// <summary>A job that waits.</summary>
/// <param name="Job">Which.</param>
/// <param name="Devices">How many devices it needs, those included whose processors or memory it takes.</param>
/// <param name="LimitMs">How long it may run at most, milliseconds.</param>
/// <param name="ExpectedMs">How long its sender expects it to run; null where that is not said.</param>
public readonly record struct QueuedJob(JobId Job, int Devices, long LimitMs, long? ExpectedMs = null)
{
    /// <summary>How many of these it takes for their processors or memory only.</summary>
    public int Beyond { get; init; }

    /// <summary>Whether it saves its work when it is told to leave.</summary>
    public bool Saves { get; init; }
}
