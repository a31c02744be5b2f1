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

        if (need <= 0)
        {
            return ([], 0);
        }

        // Of candidates of one size only the cheapest can be in the set, and no more of them than free all that is needed.
        var kept = Enumerable.Range(0, devices.Count)
            .GroupBy(i => devices[i])
            .SelectMany(size => size.OrderBy(i => costs[i]).ThenBy(i => i).Take((need + size.Key - 1) / size.Key))
            .Order()
            .ToList();
        int[] sizes = [.. kept.Select(i => devices[i])];
        double[] prices = [.. kept.Select(i => costs[i])];
        var (chosen, cost) = (long)kept.Count * need <= TableMax ? ByTable(sizes, prices, need) : ByRatio(sizes, prices, need);
        return ([.. chosen.Select(i => kept[i])], cost);
    }

    private static (IReadOnlyList<int> Chosen, double Cost) ByTable(int[] devices, double[] costs, int need)
    {
        var best = new double[need + 1];
        Array.Fill(best, double.PositiveInfinity);
        best[0] = 0;
        var taken = new bool[devices.Length, need + 1];
        for (var i = 0; i < devices.Length; i++)
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
        for (var i = devices.Length - 1; left > 0; i--)
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
    private static (IReadOnlyList<int> Chosen, double Cost) ByRatio(int[] devices, double[] costs, int need)
    {
        var order = Enumerable.Range(0, devices.Length).OrderBy(i => costs[i] / devices[i]).ThenBy(i => i);
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
