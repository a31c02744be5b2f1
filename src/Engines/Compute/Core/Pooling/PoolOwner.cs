namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>An owner with what the scheduler keeps of it.</summary>
internal sealed class PoolOwner(int number, ClusterQueue queue, PoolPolicy policy)
{
    private ResourceUse use;
    private ResourceUse holding;
    private long useAt;
    private double waitedAlone;
    private double waitedHere;
    private long reckonedAt;

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

    /// <summary>
    /// How long its workloads have waited for each hour that they would have waited alone; above 1 the owner is worse off in the pool. Both times fade, so that an old gain does not
    /// pay for a new loss.
    /// </summary>
    public double StrainAt(long now)
    {
        Reckon(now);
        return waitedHere <= 0 ? 0 : waitedAlone <= 0 ? double.PositiveInfinity : waitedHere / waitedAlone;
    }

    /// <summary>Whether it has waited so much less than alone that it can let others go first.</summary>
    public bool IsAheadAt(long now) => StrainAt(now) < policy.StrainMax && waitedAlone > 0;

    /// <summary>How long until the strain reaches a limit if nothing changes; null: never.</summary>
    public long? UntilStrain(double limit, long now)
    {
        Reckon(now);
        var rate = Waiting - (limit * Shadow.Queued);
        var room = (limit * waitedAlone) - waitedHere;
        return rate <= 0 || room < 0 ? null : 1 + (long)(room / rate);
    }

    public static PoolOwner From(OwnerRow row, PoolPolicy policy)
    {
        var owner = new PoolOwner(row.Queue.Owner.Number, row.Queue, policy) { use = row.Use, useAt = row.AtMs, waitedAlone = row.WaitedAlone, waitedHere = row.WaitedHere, reckonedAt = row.AtMs };
        owner.Shadow.Take(row);
        return owner;
    }

    public OwnerRow Row(long now)
    {
        Reckon(now);
        UseAt(now);
        return new OwnerRow(Queue, Shadow.Free, Shadow.Gone, Shadow.LastStart, use, waitedAlone, waitedHere, now);
    }

    public void Lost(double ms) => waitedHere += ms;

    public void HeardLate(double ms) => waitedAlone = Math.Max(0, waitedAlone - ms);

    /// <summary>Brings both waits up to now.</summary>
    public void Reckon(long now)
    {
        if (now > reckonedAt)
        {
            var passed = now - reckonedAt;
            var kept = Math.Pow(0.5, (double)passed / policy.StrainHalfLifeMs);
            waitedAlone = (waitedAlone * kept) + ((double)Shadow.Queued * passed);
            waitedHere = (waitedHere * kept) + ((double)Waiting * passed);
            reckonedAt = now;
        }
    }

    /// <summary>Its dominant share per weight, in devices: what it has used lately and uses now of the resource of which that is most.</summary>
    public double ShareAt(long now) => (UseAt(now) + holding).Dominant / Queue.Weight;

    public void Hold(int devices, ResourceUse change, long now)
    {
        UseAt(now);
        Held += devices;
        holding += change;
    }

    public void Wait(int change, long now)
    {
        Reckon(now);
        Waiting += change;
    }

    /// <summary>The decayed mean of what it holds.</summary>
    private ResourceUse UseAt(long now)
    {
        if (now > useAt)
        {
            var kept = Math.Pow(0.5, (double)(now - useAt) / policy.HalfLifeMs);
            use = (use * kept) + (holding * (1 - kept));
            useAt = now;
        }

        return use;
    }
}
