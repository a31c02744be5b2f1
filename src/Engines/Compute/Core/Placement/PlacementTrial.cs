namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>One run of tasks through a placer: nothing ends, what does not fit is dropped.</summary>
public static class PlacementTrial
{
    /// <summary>Runs it.</summary>
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
        var bins = marks.ToDictionary(m => m, _ => (Count: 0, Allocated: 0.0, Unusable: 0.0));
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
            if (bins.TryGetValue(mark, out var bin))
            {
                bins[mark] = (bin.Count + 1, bin.Allocated + state.AllocatedPercent, bin.Unusable + (100.0 * total / mix.Weight / all));
            }
        }

        return new TrialFigures(
            places,
            bins.Where(b => b.Value.Count > 0).ToDictionary(b => b.Key, b => b.Value.Allocated / b.Value.Count),
            bins.Where(b => b.Value.Count > 0).ToDictionary(b => b.Key, b => b.Value.Unusable / b.Value.Count));
    }
}
