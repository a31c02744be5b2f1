namespace KeyEcosystem.Contracts.Compute;

/// <summary>What would have happened under one policy.</summary>
/// <param name="Devices">Devices of the pool.</param>
/// <param name="IdlePct">Device time that nobody held, in percent.</param>
/// <param name="UsedDeviceHours">Device hours held.</param>
/// <param name="WaitMeanHours">Mean time to the first start.</param>
/// <param name="WaitP50Hours">The one at place floor(0.5 n) of the n sorted ones, counted from 0.</param>
/// <param name="WaitP95Hours">The one at place floor(0.95 n).</param>
/// <param name="QueueingMeanHours">Mean of finish - submit - run time.</param>
/// <param name="QueueingP95Hours">Of queueing, as of waits.</param>
/// <param name="Evictions">Evictions.</param>
/// <param name="LostDeviceHours">Device hours of work that evictions lost.</param>
/// <param name="JobsLater">Jobs that finish later than alone.</param>
/// <param name="OwnersWorseOff">Owners that queue longer than alone.</param>
/// <param name="Owners">The same by owner.</param>
/// <param name="Bins">Over time.</param>
public sealed record WhatIfFigures(
    int Devices, double IdlePct, double UsedDeviceHours, double WaitMeanHours, double WaitP50Hours, double WaitP95Hours, double QueueingMeanHours, double QueueingP95Hours,
    int Evictions, double LostDeviceHours, int JobsLater, IReadOnlyList<string> OwnersWorseOff, IReadOnlyList<WhatIfOwnerView> Owners, IReadOnlyList<WhatIfBin> Bins)
{
    /// <summary>From the first moment to the end of the last job; idle and use over time are of these hours.</summary>
    public double Hours { get; init; }
}
