namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>One run of tasks through a placer: nothing ends, what does not fit is dropped.</summary>
public static class PlacementTrial
{
    /// <summary>Runs it. A mark's figures are the means over the arrivals that round to it; where none does, as in a small cluster, those before the next.</summary>
    /// <param name="placer">Over an empty state.</param>
    /// <param name="mix">Fragmentation is measured against it.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="arrivals">Their order, as indices.</param>
    /// <param name="marks">Arrived shares at which the means are taken, in percent.</param>
    /// <param name="stop">Ends it before its end.</param>
    public static TrialFigures Run(Placer placer, TaskMix mix, IReadOnlyList<TaskSpec> tasks, IReadOnlyList<int> arrivals, IReadOnlyCollection<int> marks, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(placer);
        ArgumentNullException.ThrowIfNull(mix);
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(arrivals);
        var state = placer.State;
        var all = state.Inventory.DeviceMilli;
        var bins = new Bins(marks);
        var places = new TaskPlace?[arrivals.Count];
        var unusable = Fragmentation.PerNode(state, mix);
        var total = unusable.Sum();
        var arrived = 0L;
        for (var n = 0; n < arrivals.Count; n++)
        {
            stop.ThrowIfCancellationRequested();
            var task = tasks[arrivals[n]];
            arrived += task.Milli;
            places[n] = placer.Place(task);
            if (places[n] is { } place)
            {
                total -= unusable[place.Node];
                total += unusable[place.Node] = Fragmentation.Of(state, mix, place.Node);
            }

            var mark = (int)Math.Round(100.0 * arrived / all, MidpointRounding.AwayFromZero);
            bins.Add(mark, state.AllocatedPercent, 100.0 * total / mix.Weight / all);
        }

        return new TrialFigures(places, bins.Means(b => b.Allocated), bins.Means(b => b.Unusable));
    }

    /// <summary>Sums by mark.</summary>
    private sealed class Bins(IEnumerable<int> marks)
    {
        private readonly SortedDictionary<int, (int Count, double Allocated, double Unusable)> bins = new(marks.ToDictionary(m => m, _ => (0, 0.0, 0.0)));
        private readonly Queue<int> ahead = new(marks.Order());
        private (int Count, double Allocated, double Unusable) last = (1, 0, 0);

        public void Add(int mark, double allocated, double unusable)
        {
            Pass(mark);
            last = (1, allocated, unusable);
            if (bins.TryGetValue(mark, out var bin))
            {
                bins[mark] = (bin.Count + 1, bin.Allocated + allocated, bin.Unusable + unusable);
            }
        }

        public Dictionary<int, double> Means(Func<(int Count, double Allocated, double Unusable), double> figure)
        {
            Pass(int.MaxValue);
            return bins.ToDictionary(b => b.Key, b => figure(b.Value) / b.Value.Count);
        }

        /// <summary>Marks that no arrival rounded to have the figures before they were passed.</summary>
        private void Pass(int mark)
        {
            while (ahead.TryPeek(out var next) && next < mark)
            {
                ahead.Dequeue();
                if (bins[next].Count == 0)
                {
                    bins[next] = last;
                }
            }
        }
    }
}
