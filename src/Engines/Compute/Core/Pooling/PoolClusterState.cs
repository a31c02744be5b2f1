namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A cluster with what the scheduler keeps of it.</summary>
internal sealed class PoolClusterState(int number)
{
    public int Number => number;

    /// <summary>Devices that are healthy and offered.</summary>
    public int Offered { get; set; }

    /// <summary>Whether nobody hears of it: nothing begins there, and what runs runs on.</summary>
    public bool Away { get; set; }

    /// <summary>Devices that are counted on: of one that is away those that are held, as long as they are.</summary>
    public int Devices => Away ? Math.Min(Offered, Used) : Offered;

    /// <summary>Devices that a workload could ever get there as it stands.</summary>
    public int Largest => Away ? 0 : Offered;

    public PerDevice Each { get; set; }

    /// <summary>When it will be closed, where that is known.</summary>
    public ClusterHours? Hours { get; set; }

    /// <summary>Devices held, those that are being given back included.</summary>
    public int Used { get; set; }

    /// <summary>Devices that are being given back.</summary>
    public int Evicting { get; set; }

    /// <summary>Devices reserved for workloads that wait for evictions.</summary>
    public int Claimed { get; set; }

    public SortedSet<PoolJob> Running { get; } = new(Comparer<PoolJob>.Create(static (a, b) => a.Id.CompareTo(b.Id)));

    public List<PoolJob> Claims { get; } = [];

    /// <summary>Devices that nobody holds or has reserved; what evictions will free counts for the claims they are made for.</summary>
    public int Free => Math.Min(Devices - Used, Planned);

    /// <summary>Devices that will be free when all evictions and claims are carried out; negative when devices were lost.</summary>
    public int Planned => Devices - Used + Evicting - Claimed;
}
