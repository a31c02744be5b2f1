namespace KeyEcosystem.Compute.Core.Pooling;

/// <content>Shadows, and giving back.</content>
public sealed partial class PoolScheduler
{
    /// <summary>What an eviction costs even when no work is lost, per workload: fewer victims are better.</summary>
    private const double DisturbanceMs = 60_000;

    /// <summary>A victim whose owner counts on it now costs more than any that has work to spare.</summary>
    private const double TightCost = 1e15;

    /// <summary>After how long a workload that runs with a part of its gang in a pool that is too small looks again whether there is room for all of it.</summary>
    private const long LookAgainMs = 60_000;

    private static long Deadline(PoolJob job) => job.ShadowStart + job.Progress - job.ShadowBase;

    private void RunShadows()
    {
        while (timers.TryPeek(out var job, out var when) && when.At <= now)
        {
            timers.Dequeue();
            Ring(job);
        }

        foreach (var owner in owners.Values)
        {
            // What can't be done any more before the own hours makes way for others by time alone.
            var hours = clusters.GetValueOrDefault(owner.Queue.Home.Number)?.Hours?.Known;
            if (!owner.ShadowDirty && hours is null)
            {
                continue;
            }

            owner.ShadowDirty = false;
            owner.Reckon(now);
            while (owner.Shadow.StartNext(now, hours) is { } started)
            {
                // A start that is heard of late was counted as waiting alone until now.
                owner.HeardLate(now - started.ShadowStart);
                if (started.State is PoolJobState.Ended)
                {
                    EndShadow(started);
                    if (started.Shadow is ShadowState.Done)
                    {
                        jobs.Remove(started.Id);
                    }
                }
                else
                {
                    Arm(started);
                }
            }

            owner.ShadowDirty = false;
        }
    }

    /// <summary>The useful work of an ended workload is known, so the moment is known at which it would have ended alone.</summary>
    private void EndShadow(PoolJob job)
    {
        var at = job.ShadowStart + job.Need - job.ShadowBase;
        if (at > now)
        {
            timers.Enqueue(job, (at, job.Id.Number));
            return;
        }

        var owner = owners[job.Owner];
        owner.Reckon(now);
        owner.Shadow.Leave(job, at);
        owner.ShadowDirty = true;
    }

    /// <summary>What its own cluster takes of a workload it would have lost alone too, as far as it would have done it by then: from there it needs so much more.</summary>
    /// <returns>How much that is.</returns>
    private long LoseAlone(PoolJob job, long ms)
    {
        // One that has fallen back was running alone until its devices left, which may be heard of before the run is.
        var done = job.ShadowBase + (job.IsEntitled ? now - job.ShadowStart : 0);
        var lost = Math.Clamp(ms, 0, Math.Max(0, done));
        job.ShadowBase -= lost;
        return lost;
    }

    /// <summary>Sets the moment at which a workload has used up its lead.</summary>
    private void Arm(PoolJob job)
    {
        if (!job.IsEntitled)
        {
            return;
        }

        if (job.State is PoolJobState.Waiting)
        {
            var at = Deadline(job);
            if (at <= now)
            {
                owners[job.Owner].Due.Add(job);
            }
            else
            {
                timers.Enqueue(job, (at, job.Id.Number));
            }
        }
        else if (job.State is PoolJobState.Running && job.IsPartial)
        {
            var spare = Math.Max(0, job.LeadAt(now) - job.LossAt(now));
            timers.Enqueue(job, (now + (spare * job.Full / (job.Full - job.Count)), job.Id.Number));
        }
    }

    private void Ring(PoolJob job)
    {
        if (job.Shadow is not ShadowState.Running)
        {
            return;
        }

        if (job.State is PoolJobState.Ended)
        {
            EndShadow(job);
            if (job.Shadow is ShadowState.Done)
            {
                jobs.Remove(job.Id);
            }
        }
        else if (job.State is PoolJobState.Waiting && Deadline(job) <= now)
        {
            owners[job.Owner].Due.Add(job);
        }
        else if (job.State is PoolJobState.Running && job.IsPartial && job.IsTightAt(now))
        {
            var cluster = clusters[job.Cluster];
            var fits = FreeFor(cluster, owners[job.Owner]) >= job.Full - job.Count;
            if (fits && policy.GrowsInPlace)
            {
                Grow(job, cluster);
            }
            else if (!cluster.Away && (fits || !isShort))
            {
                Evict(job, EvictionReason.Grown, job);
            }
            else
            {
                // Where there are fewer devices than owners count on, the whole gang may be long in coming, and from a cluster that is away nobody is called: a part of it is better than none.
                timers.Enqueue(job, (now + LookAgainMs, job.Id.Number));
            }
        }
    }

    /// <summary>A workload that runs with fewer devices gets the rest where it is.</summary>
    private void Grow(PoolJob job, PoolClusterState cluster)
    {
        job.Progress = job.ProgressAt(now);
        job.Since = now;
        cluster.Used += job.Full - job.Count;
        Hold(job, cluster, job.Full - job.Count);
        job.Count = job.Full;
        decisions.Add(new PoolDecision.Admit(job.Id, new ClusterId(cluster.Number), job.Count, Entitled: true));
    }

    /// <summary>Devices were lost: claims are given up, then workloads leave, those that can spare it first.</summary>
    private void GiveBack()
    {
        foreach (var cluster in clusters.Values)
        {
            // A cluster that is away brings nothing of what was to come free there.
            while ((cluster.Planned < 0 || cluster.Away) && cluster.Claims.Count > 0)
            {
                GiveUp(cluster.Claims[^1]);
            }

            if (cluster.Planned < 0)
            {
                var lost = Victims(cluster, -cluster.Planned, _ => true, TightOr0);
                foreach (var victim in lost!.Value.Chosen)
                {
                    Evict(victim, EvictionReason.CapacityLost, null);
                }
            }
        }
    }

    /// <summary>A claimed workload waits on.</summary>
    private void GiveUp(PoolJob job)
    {
        Unclaim(job);
        job.State = PoolJobState.Waiting;
        waiting.Add(job);
        Arm(job);
    }

    private double TightOr0(PoolJob job) => job.IsTightAt(now) ? TightCost : 0;

    private void ServeClaims()
    {
        foreach (var cluster in clusters.Values)
        {
            while (cluster.Claims.Count > 0 && cluster.Devices - cluster.Used >= cluster.Claims[0].Count)
            {
                var job = cluster.Claims[0];
                if (!MayGoOn(job, cluster))
                {
                    // Its devices were too long in coming free.
                    GiveUp(job);
                    continue;
                }

                cluster.Claims.RemoveAt(0);
                cluster.Claimed -= job.Count;
                Admit(job, cluster, job.Count);
            }
        }
    }

    private void ServeDue()
    {
        if (!owners.Values.Any(o => o.Due.Count > 0))
        {
            return;
        }

        // A pool smaller than its owners' quotas mostly still holds all that is due, because leads were earned earlier: only what is left after that is settled between owners.
        // Those whose own cluster is away come last: they get what others can spare.
        var order = owners.Values.Where(o => o.Due.Count > 0).OrderBy(IsAway).ThenByDescending(o => o.StrainAt(now)).ThenBy(o => o.Number).ToList();
        foreach (var owner in order)
        {
            foreach (var job in owner.Due.ToList())
            {
                Serve(job, owner, fromOwnersAhead: false);
            }
        }

        if (!isShort)
        {
            return;
        }

        foreach (var owner in order.Where(o => !IsAway(o) && !o.IsAheadAt(now)))
        {
            foreach (var job in owner.Due.ToList())
            {
                Serve(job, owner, fromOwnersAhead: true);
            }
        }
    }

    /// <summary>
    /// Gives a workload that its owner counts on now its devices, on one cluster: free ones; else those of workloads with work to spare; else, at home, also those of guests
    /// that their owners count on, who are served by the same rule; else, in a pool smaller than its owners' quotas, those of owners who are ahead.
    /// </summary>
    private void Serve(PoolJob job, PoolOwner owner, bool fromOwnersAhead)
    {
        var home = owner.Queue.Home.Number;
        var allowed = Allowed(job).Where(c => !c.Away && MayGoOn(job, c)).OrderBy(c => c.Number == home ? 0 : 1).ThenBy(c => c.Number).ToList();
        if (allowed.Where(c => FreeFor(c, owner) >= At(job, c)).OrderBy(c => c.Number == home ? 0 : 1).ThenBy(c => FreeFor(c, owner)).FirstOrDefault() is { } free)
        {
            Admit(job, free, At(job, free));
            return;
        }

        var plan = Cheapest(allowed, job, owner, v => !v.IsTightAt(now), _ => 0)
            ?? Cheapest(allowed.Where(c => c.Number == home), job, owner, v => !v.IsTightAt(now) || owners[v.Owner].Queue.Home.Number != home, TightOr0);
        var reason = EvictionReason.Reclaimed;
        if (plan is null && fromOwnersAhead)
        {
            reason = EvictionReason.Preempted;
            plan = Cheapest(allowed, job, owner, v => !v.IsTightAt(now) || owners[v.Owner].IsAheadAt(now), v => v.IsTightAt(now) ? TightCost * (0.01 + owners[v.Owner].StrainAt(now)) : 0);
        }

        if (plan is not { } chosen)
        {
            return;
        }

        foreach (var victim in chosen.Victims)
        {
            Evict(victim, reason, job);
        }

        Claim(job, chosen.Cluster);
    }

    private (PoolClusterState Cluster, IReadOnlyList<PoolJob> Victims)? Cheapest(IEnumerable<PoolClusterState> among, PoolJob job, PoolOwner owner, Func<PoolJob, bool> may, Func<PoolJob, double> extra)
    {
        (PoolClusterState Cluster, IReadOnlyList<PoolJob> Victims)? best = null;
        var least = double.PositiveInfinity;
        foreach (var cluster in among)
        {
            if (Victims(cluster, At(job, cluster) - FreeFor(cluster, owner), may, extra) is { } found && found.Cost < least)
            {
                least = found.Cost;
                best = (cluster, found.Chosen);
            }
        }

        return best;
    }

    private (IReadOnlyList<PoolJob> Chosen, double Cost)? Victims(PoolClusterState cluster, int need, Func<PoolJob, bool> may, Func<PoolJob, double> extra)
    {
        var candidates = cluster.Running.Where(may).ToList();
        var found = VictimChoice.Cheapest([.. candidates.Select(c => c.Count)], [.. candidates.Select(c => extra(c) + VictimCost(c))], need);
        return found is { } set ? ([.. set.Chosen.Select(i => candidates[i])], set.Cost) : null;
    }

    /// <summary>Lost device time, and a little for the disturbance: less for those that came last.</summary>
    private double VictimCost(PoolJob victim) =>
        ((double)victim.LossAt(now) * victim.Count) + DisturbanceMs + Math.Min(1000, victim.ProgressAt(now) / 3600_000.0);

    private static int At(PoolJob job, PoolClusterState cluster) => job.Workload.DevicesAt(new ClusterId(cluster.Number));

    private IEnumerable<PoolClusterState> Allowed(PoolJob job) => Named(job).Where(c => HasEnoughWithDevices(job, c));

    private IEnumerable<PoolClusterState> Named(PoolJob job) => job.Workload.Clusters is { } named
        ? named.Where(c => clusters.ContainsKey(c.Number)).Select(c => clusters[c.Number])
        : clusters.Values;

    /// <summary>
    /// A borrowed device comes with its share of processors and memory and with no more: otherwise an owner who is given back its devices could not use them.
    /// What an owner's own workloads take at home is its own affair.
    /// </summary>
    private bool HasEnoughWithDevices(PoolJob job, PoolClusterState cluster) =>
        cluster.Number == owners[job.Owner].Queue.Home.Number || cluster.Each.Covers(At(job, cluster), job.Workload.Cpus, job.Workload.MemoryMib);

    /// <summary>Free devices of a cluster without those that its other owners do not lend.</summary>
    private int FreeFor(PoolClusterState cluster, PoolOwner owner)
    {
        var free = cluster.Free;
        foreach (var other in lenders)
        {
            if (other != owner && other.Queue.LendingLimit is { } lent && other.Queue.Home.Number == cluster.Number)
            {
                free -= Math.Max(0, other.Queue.NominalQuota - lent - other.HeldAtHome);
            }
        }

        return free;
    }

    private long? NextWake()
    {
        long? next = timers.TryPeek(out _, out var when) ? when.At : null;
        if (!isShort)
        {
            return next;
        }

        foreach (var owner in owners.Values)
        {
            if (owner.Due.Count > 0 && !IsAway(owner) && owner.UntilStrain(policy.StrainMax, now) is { } left)
            {
                // Strain needs no finer clock than a second.
                next = Math.Min(next ?? long.MaxValue, ((now + left + 999) / 1000) * 1000);
            }
        }

        return next;
    }
}
