using System.Diagnostics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Makes room for waiting tasks by moving few running ones. Pure: it plans, and what it plans is applied only when somebody says so.</summary>
public static class Defragmentation
{
    /// <summary>Most running tasks moved for one waiting task.</summary>
    private const int MovesPerStartMax = 2;

    /// <summary>
    /// The largest waiting tasks first: for each it seeks a node where it would fit if one running task, then if two, went elsewhere, and where that one has an elsewhere to go.
    /// A move is worth making only for more device time than it moves.
    /// </summary>
    /// <param name="state">What is free; it stays as it is.</param>
    /// <param name="running">The tasks that may be moved.</param>
    /// <param name="waiting">The tasks that fit nowhere now, in their order.</param>
    /// <param name="mix">The tasks that are typical here.</param>
    /// <param name="movesMax">Most tasks moved.</param>
    public static DefragmentationPlan Plan(ClusterState state, IReadOnlyList<RunningTask> running, IReadOnlyList<TaskSpec> waiting, TaskMix mix, int movesMax)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(running);
        ArgumentNullException.ThrowIfNull(waiting);
        var search = new Search(new Placer(state.Copy(), PlacementPolicy.Default, mix), running, waiting, movesMax);
        search.PlaceWaiting();
        for (var movesPerStart = 1; movesPerStart <= MovesPerStartMax; movesPerStart++)
        {
            search.Run(movesPerStart);
        }

        search.PlaceWaiting();
        Debug.Assert(search.Moves.Count <= movesMax, "The bound holds.");
        return new DefragmentationPlan(search.Moves, search.Starts, state.AllocatedPercent, search.AllocatedPercent);
    }

    /// <summary>Carries a plan out on a state.</summary>
    /// <param name="state">As it was when the plan was made.</param>
    /// <param name="running">The same list of running tasks.</param>
    /// <param name="waiting">The same list of waiting tasks.</param>
    /// <param name="plan">The plan.</param>
    /// <returns>False, and nothing is changed, when the state is another by now and the plan no longer fits: it is made anew.</returns>
    public static bool Apply(ClusterState state, IReadOnlyList<RunningTask> running, IReadOnlyList<TaskSpec> waiting, DefragmentationPlan plan)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(running);
        ArgumentNullException.ThrowIfNull(waiting);
        ArgumentNullException.ThrowIfNull(plan);
        var steps = plan.Moves.SelectMany(m => new[] { (running[m.Running].Task, m.From, Gives: true), (running[m.Running].Task, m.To, Gives: false) })
            .Concat(plan.Starts.Select(s => (waiting[s.Waiting], s.Place, Gives: false)))
            .ToList();
        var trial = state.Copy();
        foreach (var (task, place, gives) in steps)
        {
            if (!gives && !trial.Fits(task, place))
            {
                return false;
            }

            Step(trial, task, place, gives);
        }

        foreach (var (task, place, gives) in steps)
        {
            Step(state, task, place, gives);
        }

        return true;
    }

    private static void Step(ClusterState state, in TaskSpec task, TaskPlace place, bool gives)
    {
        if (gives)
        {
            state.Release(task, place);
        }
        else
        {
            state.Place(task, place);
        }
    }

    /// <summary>A search on a copy of the state.</summary>
    private sealed class Search
    {
        private readonly Placer placer;
        private readonly IReadOnlyList<RunningTask> running;
        private readonly IReadOnlyList<TaskSpec> waiting;
        private readonly int movesMax;
        private readonly HashSet<int> moved = [];
        private readonly SortedSet<int> left;

        /// <summary>Movable tasks by node, those that ask for least first.</summary>
        private readonly ILookup<int, int> onNode;

        public Search(Placer placer, IReadOnlyList<RunningTask> running, IReadOnlyList<TaskSpec> waiting, int movesMax)
        {
            (this.placer, this.running, this.waiting, this.movesMax) = (placer, running, waiting, movesMax);
            left = [.. Enumerable.Range(0, waiting.Count)];
            onNode = Enumerable.Range(0, running.Count).OrderBy(r => running[r].Task.Milli).ThenBy(r => running[r].Task.CpuMilli).ThenBy(r => r).ToLookup(r => running[r].Place.Node);
        }

        public List<DefragmentationMove> Moves { get; } = [];

        public List<(int Waiting, TaskPlace Place)> Starts { get; } = [];

        public double AllocatedPercent => placer.State.AllocatedPercent;

        /// <summary>Places what fits without a move.</summary>
        public void PlaceWaiting()
        {
            var fitsNowhere = new HashSet<TaskSpec>();
            foreach (var task in left.ToList())
            {
                if (fitsNowhere.Contains(waiting[task]))
                {
                    continue;
                }

                if (placer.Place(waiting[task]) is { } place)
                {
                    Start(task, place);
                }
                else
                {
                    fitsNowhere.Add(waiting[task]);
                }
            }
        }

        public void Run(int movesPerStart)
        {
            var types = left.GroupBy(w => waiting[w]).Where(g => g.Key.Milli > 0).OrderByDescending(g => g.Key.Milli).ThenBy(g => g.Key.CpuMilli).ThenBy(g => g.First()).Select(g => (Type: g.Key, Tasks: new Queue<int>(g))).ToList();
            foreach (var (type, tasks) in types)
            {
                for (var node = 0; node < placer.State.Inventory.Count && tasks.Count > 0 && Moves.Count + movesPerStart <= movesMax; node++)
                {
                    if (MakeRoom(type, node, movesPerStart) is { } place)
                    {
                        Start(tasks.Dequeue(), place);
                    }
                }
            }
        }

        private void Start(int task, TaskPlace place)
        {
            left.Remove(task);
            Starts.Add((task, place));
        }

        /// <summary>Moves so many tasks off a node that the waiting one fits; leaves all as it was when that can't be done.</summary>
        private TaskPlace? MakeRoom(in TaskSpec task, int node, int moves)
        {
            if (!placer.State.Suits(task, node))
            {
                return null;
            }

            var movable = onNode[node].Where(r => !moved.Contains(r)).ToList();
            for (var one = 0; one < movable.Count; one++)
            {
                if (moves == 1)
                {
                    if (Try(task, node, [movable[one]]) is { } place)
                    {
                        return place;
                    }

                    continue;
                }

                for (var other = one + 1; other < movable.Count; other++)
                {
                    if (Try(task, node, [movable[one], movable[other]]) is { } place)
                    {
                        return place;
                    }
                }
            }

            return null;
        }

        private TaskPlace? Try(in TaskSpec task, int node, ReadOnlySpan<int> off)
        {
            var milli = 0;
            foreach (var r in off)
            {
                milli += running[r].Task.Milli;
            }

            if (milli >= task.Milli || !FitsWithout(task, node, off))
            {
                return null;
            }

            foreach (var r in off)
            {
                placer.Release(running[r].Task, running[r].Place);
            }

            var place = placer.PlaceOn(task, node);
            var to = new TaskPlace[off.Length];
            for (var n = 0; n < off.Length; n++)
            {
                if (placer.Place(running[off[n]].Task) is not { } found)
                {
                    Undo(task, place, off, to.AsSpan(0, n));
                    return null;
                }

                to[n] = found;
            }

            for (var n = 0; n < off.Length; n++)
            {
                moved.Add(off[n]);
                Moves.Add(new DefragmentationMove(off[n], running[off[n]].Place, to[n]));
            }

            return place;
        }

        private void Undo(in TaskSpec task, TaskPlace place, ReadOnlySpan<int> off, ReadOnlySpan<TaskPlace> to)
        {
            for (var n = 0; n < to.Length; n++)
            {
                placer.Release(running[off[n]].Task, to[n]);
            }

            placer.Release(task, place);
            foreach (var r in off)
            {
                placer.PlaceAt(running[r].Task, running[r].Place);
            }
        }

        /// <summary>Whether it would fit: looked at without telling the placer, which would score the node anew for nothing.</summary>
        private bool FitsWithout(in TaskSpec task, int node, ReadOnlySpan<int> off)
        {
            var state = placer.State;
            foreach (var r in off)
            {
                state.Release(running[r].Task, running[r].Place);
            }

            var fits = state.Fits(task, node);
            foreach (var r in off)
            {
                state.Place(running[r].Task, running[r].Place);
            }

            return fits;
        }
    }
}
