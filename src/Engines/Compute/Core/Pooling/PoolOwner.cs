namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>An owner with what the scheduler keeps of it.</summary>
internal sealed class PoolOwner(int number, ClusterQueue queue)
{
    private double use;
    private long useAt;
    private double balance;
    private long balanceAt;

    public int Number => number;

    public ClusterQueue Queue { get; set; } = queue;

    public OwnerShadow Shadow { get; } = new();

    /// <summary>Those that would be running alone, have used up their lead and do not run.</summary>
    public SortedSet<PoolJob> Due { get; } = new(Comparer<PoolJob>.Create(static (a, b) => a.ShadowStart != b.ShadowStart ? a.ShadowStart.CompareTo(b.ShadowStart) : a.Id.CompareTo(b.Id)));

    /// <summary>Devices it holds or has claimed.</summary>
    public int Held { get; private set; }

    /// <summary>Devices it holds on its home cluster.</summary>
    public int HeldAtHome { get; set; }

    /// <summary>Comparable workloads (those that would run alone too) that wait now.</summary>
    public int Waiting { get; private set; }

    public bool ShadowDirty { get; set; }

    /// <summary>How long its workloads have waited less than alone, so far, in milliseconds over all of them; negative when they have waited longer.</summary>
    public double BalanceAt(long now)
    {
        balance += (double)(Shadow.Queued - Waiting) * (now - balanceAt);
        balanceAt = now;
        return balance;
    }

    /// <summary>How fast the balance changes.</summary>
    public int BalanceRate => Shadow.Queued - Waiting;

    public void Charge(double lostMs) => balance -= lostMs;

    /// <summary>Weighted, decaying device time per weight: what it has used lately and uses now.</summary>
    public double ShareAt(long now, long halfLifeMs) => (UseAt(now, halfLifeMs) + Held) / Queue.Weight;

    public void Hold(int devices, long now, long halfLifeMs)
    {
        UseAt(now, halfLifeMs);
        Held += devices;
    }

    public void Wait(int change, long now)
    {
        BalanceAt(now);
        Waiting += change;
    }

    /// <summary>The decayed mean of devices held.</summary>
    private double UseAt(long now, long halfLifeMs)
    {
        if (now > useAt)
        {
            var kept = Math.Pow(0.5, (double)(now - useAt) / halfLifeMs);
            use = (use * kept) + (Held * (1 - kept));
            useAt = now;
        }

        return use;
    }
}
