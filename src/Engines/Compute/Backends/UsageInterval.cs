namespace KeyEcosystem.Compute.Backends;

/// <summary>What one run of a job held, from when to when.</summary>
/// <param name="Key">The job.</param>
/// <param name="NativeId">The scheduler's name of it.</param>
/// <param name="Devices">Devices held, by node and flavor; empty for a job without.</param>
/// <param name="Cpus">Processor cores held.</param>
/// <param name="From">Start, cut to the window that was asked for.</param>
/// <param name="To">End, cut to the window.</param>
/// <param name="State">How the run stands: <see cref="BackendJobState.Running"/> while it goes on.</param>
public sealed record UsageInterval(BackendKey Key, string NativeId, IReadOnlyList<HeldDevices> Devices, int Cpus, DateTimeOffset From, DateTimeOffset To, BackendJobState State)
{
    /// <summary>Whole milliseconds held.</summary>
    public long Milliseconds => To.ToUnixTimeMilliseconds() - From.ToUnixTimeMilliseconds();

    /// <summary>Devices times milliseconds.</summary>
    public long DeviceMs => checked(Devices.Sum(d => (long)d.Count) * Milliseconds);
}
