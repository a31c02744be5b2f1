namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>The figures of one owner.</summary>
/// <param name="Jobs">Its jobs submitted in the window.</param>
/// <param name="IdlePct">Idle part of its own devices; only where owners are alone.</param>
/// <param name="UsedGpuH">Device hours held on them; only where owners are alone.</param>
/// <param name="WaitMeanH">Mean time to the first start.</param>
/// <param name="WaitP50H">Its median.</param>
/// <param name="WaitP95H">Its 95th percentile.</param>
/// <param name="QueueingMeanH">Mean of finish - submit - duration.</param>
/// <param name="QueueingIsolatedH">The same alone, first come, first served.</param>
public sealed record OwnerReport(int Jobs, double? IdlePct, double? UsedGpuH, double WaitMeanH, double WaitP50H, double WaitP95H, double QueueingMeanH, double QueueingIsolatedH)
{
    /// <summary>Of the jobs that ran here, those that never run alone: waits and queueing count them, and queueing alone can't; null where there is none.</summary>
    public int? NeverAlone { get; init; }
}
