namespace KeyEcosystem.Contracts.Compute;

/// <summary>New values of a pool; what is null stays.</summary>
/// <param name="Devices">How many devices, from 1.</param>
/// <param name="AssetValueMinor">What the devices are worth, in fen.</param>
/// <param name="NetworkGranted">Whether jobs may use the network.</param>
/// <param name="Offered">Whether jobs are taken.</param>
/// <param name="Healthy">Whether the devices work.</param>
public sealed record PoolChange(int? Devices, long? AssetValueMinor, bool? NetworkGranted, bool? Offered, bool? Healthy)
{
    /// <summary>The cohort to lend in: 1 to 50 lower-case letters, digits and hyphens; empty leaves the cohort.</summary>
    public string? Cohort { get; init; }

    /// <summary>Devices to lend at most; -1 for all that are idle.</summary>
    public int? LendingLimit { get; init; }

    /// <summary>Devices that jobs of its queue may hold elsewhere at most; -1 for no limit.</summary>
    public int? BorrowingLimit { get; init; }

    /// <summary>Seconds that a borrower's job has to save its work, 0 to 3,600.</summary>
    public int? GraceSeconds { get; init; }

    /// <summary>Whether jobs may hold parts of a device: the node's own pools, and clusters whose agent can give them.</summary>
    public bool? SharesDevices { get; init; }

    /// <summary>Memory of one device in MiB, so that parts of it are counted; 0 where it is not to be counted.</summary>
    public long? DeviceMemoryMib { get; init; }

    /// <summary>Hours in which the owner wants the devices: days, hours and time zone, such as <c>Mon-Fri 08:00-18:00 Asia/Shanghai</c>, several separated by semicolons; empty for none.</summary>
    public string? QuietHours { get; init; }
}
