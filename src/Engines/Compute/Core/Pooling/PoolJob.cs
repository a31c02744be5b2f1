namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A workload with what the scheduler knows about it.</summary>
/// <param name="workload">Which.</param>
/// <param name="changed">Takes the workload when something of its shadow changes that can't be told from its records.</param>
internal sealed class PoolJob(Workload workload, List<PoolJob> changed)
{
    private ShadowState shadow;
    private long shadowStart;
    private long shadowBase;
    private long need = -1;
    private bool isChanged;

    public Workload Workload { get; } = workload;

    public WorkloadId Id => Workload.Id;

    /// <summary>Devices of the gang as its owner has them.</summary>
    public int Devices => Workload.Devices;

    /// <summary>Devices of the whole gang where it runs or is to run.</summary>
    public int Full => Cluster < 0 ? Devices : Workload.DevicesAt(new ClusterId(Cluster));

    public int Owner => Workload.Owner.Number;

    public PoolJobState State { get; set; }

    /// <summary>Whether its wait counts for its owner: it may stop or begin to be comparable while it waits.</summary>
    public bool IsCounted { get; set; }

    public ShadowState Shadow
    {
        get => shadow;
        set => Change(ref shadow, value);
    }

    /// <summary>When it started on its owner's own devices alone.</summary>
    public long ShadowStart
    {
        get => shadowStart;
        set => Change(ref shadowStart, value);
    }

    /// <summary>Progress it had made alone before that start: more than nothing only when the owner's own devices became fewer; less than nothing where it would have lost work since.</summary>
    public long ShadowBase
    {
        get => shadowBase;
        set => Change(ref shadowBase, value);
    }

    /// <summary>Useful work done up to <see cref="Since"/>, milliseconds of the whole gang.</summary>
    public long Progress { get; set; }

    /// <summary>When it last started.</summary>
    public long Since { get; set; }

    public int Cluster { get; set; } = -1;

    /// <summary>Devices it holds or has claimed.</summary>
    public int Count { get; set; }

    /// <summary>What it holds of each resource, counted as when it was given.</summary>
    public ResourceUse Holding { get; set; }

    /// <summary>The useful work it needed, known since it ended; -1 before.</summary>
    public long Need
    {
        get => need;
        set => Change(ref need, value);
    }

    /// <summary>For whom it was evicted.</summary>
    public PoolJob? OnBehalfOf { get; set; }

    /// <summary>What has changed has been told.</summary>
    public void Told() => isChanged = false;

    public bool IsEntitled => Shadow == ShadowState.Running;

    public bool IsPartial => Count < Full;

    public long ProgressAt(long now) => State is PoolJobState.Running ? Progress + (IsPartial ? (now - Since) * Count / Full : now - Since) : Progress;

    /// <summary>Work that it is ahead of itself alone; only where <see cref="IsEntitled"/>.</summary>
    public long LeadAt(long now) => ProgressAt(now) - ShadowBase - (now - ShadowStart);

    /// <summary>What an eviction now would cost.</summary>
    public long LossAt(long now) => Math.Min(Workload.LostOnEvictionMs, ProgressAt(now));

    /// <summary>Whether it must run now to stay ahead of itself alone: it may not be evicted.</summary>
    public bool IsTightAt(long now) => IsEntitled && LeadAt(now) < LossAt(now) + 1;

    /// <summary>The last moment at which it may begin before known hours, with what it has done.</summary>
    public long LastBegin(KnownHours hours, long now, long progress) => hours.LastBegin(now, Workload.EstimateMs - progress, Workload.LimitMs, Workload.LostOnEvictionMs == 0);

    private void Change<T>(ref T field, T value)
    {
        if (EqualityComparer<T>.Default.Equals(field, value))
        {
            return;
        }

        field = value;
        if (!isChanged)
        {
            isChanged = true;
            changed.Add(this);
        }
    }
}
