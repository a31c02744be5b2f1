namespace KeyEcosystem.Compute.Backends;

/// <summary>What was held in a window of time.</summary>
/// <param name="From">Start of the window.</param>
/// <param name="To">End of the window, no later than when it was asked for.</param>
/// <param name="Intervals">Every run that overlaps it, by start.</param>
public sealed record UsageReport(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<UsageInterval> Intervals)
{
    /// <summary>Devices times milliseconds of all.</summary>
    public long DeviceMs => checked(Intervals.Sum(i => i.DeviceMs));
}
