using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>Device time of one run; never changed.</summary>
internal sealed class IntervalRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Job { get; init; }

    public required int Attempt { get; init; }

    /// <summary>Where it ran.</summary>
    public required Guid Pool { get; init; }

    /// <summary>The pool in whose queue the job stood.</summary>
    public required Guid Home { get; init; }

    /// <summary>Whose job it was.</summary>
    public required Guid Member { get; init; }

    public required string Kind { get; init; }

    public required int Devices { get; init; }

    /// <summary>Of its one device, in thousandths; 1000 for whole devices.</summary>
    public required int Milli { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required long DeviceMs { get; init; }

    /// <summary>Device time of it in which the devices were looked at; 0 where nothing is measured.</summary>
    public required long MeasuredMs { get; init; }

    /// <summary>Of this, the part in which they computed.</summary>
    public required long BusyMs { get; init; }

    public required string Outcome { get; init; }

    /// <summary>Whether its work was lost: it failed, was cancelled, or was evicted with nothing saved.</summary>
    public required bool Wasted { get; init; }
}
