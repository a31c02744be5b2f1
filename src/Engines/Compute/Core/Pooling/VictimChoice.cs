namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Chooses whom to evict: the set of least cost that frees enough devices.</summary>
internal static class VictimChoice
{
    private const long TableMax = 8_000_000;

    /// <summary>Indexes of the cheapest set with at least the needed devices, and its cost; null when all together are too few.</summary>
    /// <param name="devices">Devices of each candidate.</param>
    /// <param name="costs">Cost of each, not negative.</param>
    /// <param name="need">Devices to free.</param>
    public static (IReadOnlyList<int> Chosen, double Cost)? Cheapest(IReadOnlyList<int> devices, IReadOnlyList<double> costs, int need)
    {
        if (devices.Sum() < need)
        {
            return null;
        }

        return (long)devices.Count * need <= TableMax ? ByTable(devices, costs, need) : ByRatio(devices, costs, need);
    }

    private static (IReadOnlyList<int> Chosen, double Cost) ByTable(IReadOnlyList<int> devices, IReadOnlyList<double> costs, int need)
    {
        var best = new double[need + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = 0;
        var taken = new bool[devices.Count, need + 1];
        for (var i = 0; i < devices.Count; i++)
        {
            for (var freed = need; freed > 0; freed--)
            {
                var with = best[Math.Max(0, freed - devices[i])] + costs[i];
                if (with < best[freed])
                {
                    best[freed] = with;
                    taken[i, freed] = true;
                }
            }
        }

        var chosen = new List<int>();
        var left = need;
        for (var i = devices.Count - 1; left > 0; i--)
        {
            if (taken[i, left])
            {
                chosen.Add(i);
                left = Math.Max(0, left - devices[i]);
            }
        }

        return (chosen, best[need]);
    }

    /// <summary>For very large gangs: the cheapest per device first, then those that turn out not to be needed go free.</summary>
    private static (IReadOnlyList<int> Chosen, double Cost) ByRatio(IReadOnlyList<int> devices, IReadOnlyList<double> costs, int need)
    {
        var order = Enumerable.Range(0, devices.Count).OrderBy(i => costs[i] / devices[i]).ThenBy(i => i);
        var chosen = new List<int>();
        var freed = 0;
        foreach (var i in order)
        {
            if (freed >= need)
            {
                break;
            }

            chosen.Add(i);
            freed += devices[i];
        }

        foreach (var i in chosen.OrderByDescending(i => costs[i]).ToList())
        {
            if (freed - devices[i] >= need)
            {
                chosen.Remove(i);
                freed -= devices[i];
            }
        }

        return (chosen, chosen.Sum(i => costs[i]));
    }
}
