using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A pool of a cohort.</summary>
/// <param name="Id">Pool id.</param>
/// <param name="Member">Who owns it.</param>
/// <param name="Title">Its name.</param>
/// <param name="Model">Device model.</param>
/// <param name="Class">cpu, gpu, npu or fpga.</param>
/// <param name="Place">Where it is, ISO 3166 two letters.</param>
/// <param name="Devices">Devices that take jobs now.</param>
/// <param name="Own">Of these held by jobs of the pool's own queue.</param>
/// <param name="Lent">Of these held by jobs of other queues.</param>
/// <param name="Borrowed">Devices of other pools that jobs of this queue hold.</param>
/// <param name="Waiting">Jobs of this queue that wait.</param>
/// <param name="Attached">Whether jobs can begin now.</param>
public sealed record CohortPoolView(PoolId Id, MemberId Member, string Title, string Model, string Class, string Place, int Devices, int Own, int Lent, int Borrowed, int Waiting, bool Attached)
{
    /// <summary>Mean utilisation of its held devices in the last samples, 0 to 100; null where nothing is measured.</summary>
    public int? UtilisationPct { get; init; }

    /// <summary>Whether its owner wants the devices in these hours, so that none takes jobs.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether its owner offers it: of one that is not offered none takes jobs, and what its own queue holds there runs to its end.</summary>
    public bool Offered { get; init; } = true;

    /// <summary>Whether its devices work.</summary>
    public bool Healthy { get; init; } = true;

    /// <summary>How much of what is lent its queue gets beside the others; 100 is usual.</summary>
    public int Weight { get; init; } = 100;
}
