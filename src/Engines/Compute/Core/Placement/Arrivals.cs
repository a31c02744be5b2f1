namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>The order in which the tasks of a trial come (protocol of the published experiment).</summary>
public static class Arrivals
{
    /// <summary>
    /// All tasks in a random order; then tasks drawn with replacement until the next would take what they ask for above a share of all devices;
    /// where the tasks already ask for more, random ones are left out.
    /// </summary>
    /// <param name="tasks">The tasks.</param>
    /// <param name="deviceMilli">All devices, in thousandths.</param>
    /// <param name="toPercent">The share, in percent.</param>
    /// <param name="seed">Same seed, same order.</param>
    public static IReadOnlyList<int> Order(IReadOnlyList<TaskSpec> tasks, long deviceMilli, int toPercent, int seed)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        var random = new Random(seed);
        var order = Enumerable.Range(0, tasks.Count).ToArray();
        random.Shuffle(order);
        var limit = deviceMilli * toPercent / 100.0;
        var asked = tasks.Sum(t => (long)t.Milli);
        var arrivals = order.ToList();
        if (asked == 0)
        {
            return arrivals;
        }

        while (asked > limit)
        {
            var left = random.Next(arrivals.Count);
            asked -= tasks[arrivals[left]].Milli;
            arrivals.RemoveAt(left);
        }

        while (true)
        {
            var next = random.Next(tasks.Count);
            if (asked + tasks[next].MilliPerDevice > limit)
            {
                return arrivals;
            }

            asked += tasks[next].Milli;
            arrivals.Add(next);
        }
    }
}
