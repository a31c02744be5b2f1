using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A pool as the node sees it.</summary>
/// <param name="Id">Pool id.</param>
/// <param name="Asset">Its asset in the catalogue.</param>
/// <param name="Member">Who owns it.</param>
/// <param name="Title">The asset's name.</param>
/// <param name="Devices">How many devices.</param>
/// <param name="DevicesBusy">How many work on jobs now.</param>
/// <param name="JobsQueued">How many jobs wait.</param>
/// <param name="Model">Device model.</param>
/// <param name="Origin">Where the devices were made.</param>
/// <param name="Class">cpu, gpu, npu or fpga.</param>
/// <param name="PeakFlops">Peak operations a second of one device.</param>
/// <param name="Precision">At which precision.</param>
/// <param name="AssetValueMinor">What the devices are worth, in fen; null for others than the owner.</param>
/// <param name="NetworkGranted">Whether jobs may use the network.</param>
/// <param name="Offered">Whether jobs are taken.</param>
/// <param name="Healthy">Whether the devices work.</param>
/// <param name="Demonstration">Whether it belongs to a demonstration.</param>
/// <param name="Version">Grows with every change; stands in the ETag.</param>
public sealed record PoolView(PoolId Id, AssetId Asset, MemberId Member, string Title, int Devices, long DevicesBusy, long JobsQueued, string Model, string Origin, string Class, long PeakFlops, string Precision, long? AssetValueMinor, bool NetworkGranted, bool Offered, bool Healthy, bool Demonstration, long Version)
{
    /// <summary>What runs its jobs: node or agent.</summary>
    public string Backend { get; init; } = "node";

    /// <summary>Where the devices are, ISO 3166 two letters.</summary>
    public string Place { get; init; } = "";

    /// <summary>Whether jobs can begin now: of an agent's pool, whether its agent calls.</summary>
    public bool Attached { get; init; } = true;

    /// <summary>How many of its devices work, at an attached cluster by its agent's last word; jobs begin on these at most.</summary>
    public int DevicesUp { get; init; }

    /// <summary>The cluster's own scheduler, as its agent says it; null where no agent has ever called: such a pool takes no jobs, while one whose agent is silent lets them wait.</summary>
    public string? Cluster { get; init; }

    /// <summary>When its agent called last, or the node's start where it has not called since; null where none ever has, and in lists.</summary>
    public DateTimeOffset? AgentCalledAt { get; init; }

    /// <summary>Pools of one cohort lend to each other; null when it lends to none.</summary>
    public string? Cohort { get; init; }

    /// <summary>Devices that it lends at most; null for all that are idle.</summary>
    public int? LendingLimit { get; init; }

    /// <summary>Devices that jobs of its queue hold elsewhere at most; null for no limit.</summary>
    public int? BorrowingLimit { get; init; }

    /// <summary>How much of what is lent its queue gets beside the others of its cohort; 100 is usual. The operator sets it.</summary>
    public int Weight { get; init; } = 100;

    /// <summary>Seconds that a borrower's job has to save its work.</summary>
    public int GraceSeconds { get; init; }

    /// <summary>Whether jobs may hold parts of a device.</summary>
    public bool SharesDevices { get; init; }

    /// <summary>Memory of one device in MiB; 0 where it is not said.</summary>
    public long DeviceMemoryMib { get; init; }

    /// <summary>Processor cores that come with each device of an attached cluster, in thousandths; 0 where that is not known. A job from elsewhere gets no more.</summary>
    public int CpuMilliEach { get; init; }

    /// <summary>Memory that comes with each device of an attached cluster, in MiB; 0 where that is not known. A job from elsewhere gets no more.</summary>
    public long MemoryMibEach { get; init; }

    /// <summary>What one run gets at an attached cluster at most; null where that is not known.</summary>
    public AgentMachine? Machine { get; init; }

    /// <summary>Hours in which its owner wants the devices; null for none.</summary>
    public string? QuietHours { get; init; }

    /// <summary>Whether quiet hours hold now, or begin before a notice given now would be over.</summary>
    public bool Quiet { get; init; }
}
