namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>The figures of a replay; waits are those of jobs submitted in the window.</summary>
/// <param name="Gpus">Devices.</param>
/// <param name="Jobs">Jobs submitted in the window.</param>
/// <param name="IdlePct">Part of the device time of the window that nobody held.</param>
/// <param name="UsedGpuH">Device hours held in the window.</param>
/// <param name="WaitMeanH">Mean time to the first start.</param>
/// <param name="WaitP50H">The one at place floor(0.5 n) of the n sorted ones, counted from 0: of an even number the upper of the two in the middle.</param>
/// <param name="WaitP95H">The one at place floor(0.95 n).</param>
/// <param name="QueueingMeanH">Mean of finish - submit - duration.</param>
/// <param name="Preemptions">Evictions of the whole run.</param>
/// <param name="JobsLaterThanIsolated">Jobs of the whole run that finish later than alone.</param>
/// <param name="OwnersWorseOff">Owners whose mean queueing is longer than alone.</param>
/// <param name="QueueingP50H">Of queueing, as of waits.</param>
/// <param name="QueueingP95H">Of queueing, as of waits.</param>
/// <param name="LostGpuH">Device hours of work lost by evictions of the whole run.</param>
/// <param name="JobsUnfinished">Jobs in the window that never run, because their gang is larger than what they may run on.</param>
/// <param name="Owners">The same per owner.</param>
/// <param name="Forecast">How good the forecasts of starts were; null where none were made.</param>
/// <param name="TooLargeAlone">By owner, the jobs in the window that ask for more devices than their owner has: they never run alone, so nothing compares with it; null where there is none.</param>
public sealed record ReplayReport(
    int Gpus,
    int Jobs,
    double IdlePct,
    double UsedGpuH,
    double WaitMeanH,
    double WaitP50H,
    double WaitP95H,
    double QueueingMeanH,
    int Preemptions,
    int JobsLaterThanIsolated,
    IReadOnlyList<string> OwnersWorseOff,
    double QueueingP50H,
    double QueueingP95H,
    double LostGpuH,
    int JobsUnfinished,
    IReadOnlyDictionary<string, OwnerReport> Owners,
    ForecastReport? Forecast = null,
    IReadOnlyDictionary<string, int>? TooLargeAlone = null);
