using System.Numerics;

namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Chooses places for tasks, one after the other, and remembers what it learned of nodes that did not change.</summary>
/// <remarks>
/// For every type of task it keeps the nodes' keys in a tree, one for each device model, because the price of a model changes with every placement and the keys do not. A placement changes one node; the keys of that node are made anew for a type when the type next comes,
/// so that a decision costs as many scores as nodes changed since, whatever the number of nodes. The answer is that of a scan over all nodes.
/// </remarks>
public sealed class Placer
{
    /// <summary>Most types of task with a tree of their own; the one that did not come for longest gives its tree up.</summary>
    public const int TypesMax = 1024;

    private readonly NodeScoring? scoring;
    private readonly Random random;
    private readonly Dictionary<TaskSpec, Candidates> types = [];
    private readonly int[] changes;
    private readonly int[] seen;
    private readonly (int Model, int Nodes)[] models;
    private readonly (int Tree, int Leaf)[] leaves;
    private int look;
    private long changed;

    /// <summary>A placer over a state that only it changes from now on.</summary>
    /// <param name="state">What is free.</param>
    /// <param name="policy">How it chooses.</param>
    /// <param name="mix">The tasks that are typical here.</param>
    /// <param name="seed">For the policy that draws lots.</param>
    public Placer(ClusterState state, PlacementPolicy policy, TaskMix mix, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(mix);
        State = state;
        random = new Random(seed);
        scoring = policy switch
        {
            PlacementPolicy.Random => null,
            PlacementPolicy.Fgd => new FgdScoring(mix),
            PlacementPolicy.BestFit => new BestFitScoring(),
            _ => new DefaultScoring(state, mix),
        };
        models = [.. Enumerable.Range(0, state.Inventory.Count).CountBy(state.Model).OrderBy(m => m.Key).Select(m => (m.Key, m.Value))];
        leaves = new (int, int)[state.Inventory.Count];
        var used = new int[models.Length];
        for (var node = 0; node < leaves.Length; node++)
        {
            var tree = Array.FindIndex(models, m => m.Model == state.Model(node));
            leaves[node] = (tree, used[tree]++);
        }

        changes = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, state.Inventory.Count))];
        seen = new int[state.Inventory.Count];
    }

    /// <summary>What is free now.</summary>
    public ClusterState State { get; }

    /// <summary>Places a task; null when it fits nowhere.</summary>
    /// <param name="task">What it asks for.</param>
    public TaskPlace? Place(in TaskSpec task)
    {
        if (Choose(task) is not { } place)
        {
            return null;
        }

        PlaceAt(task, place);
        return place;
    }

    /// <summary>Places a task on a node that it fits.</summary>
    /// <param name="task">What it asks for.</param>
    /// <param name="node">Index of the node.</param>
    public TaskPlace PlaceOn(in TaskSpec task, int node)
    {
        var place = (scoring ?? new BestFitScoring()).Choose(State, task, node);
        PlaceAt(task, place);
        return place;
    }

    /// <summary>Places a task where somebody else decided; it fits there.</summary>
    /// <param name="task">What it asks for.</param>
    /// <param name="place">Where.</param>
    public void PlaceAt(in TaskSpec task, TaskPlace place)
    {
        State.Place(task, place);
        Note(place.Node);
    }

    /// <summary>Takes a task's place back.</summary>
    /// <param name="task">What it asked for.</param>
    /// <param name="place">Where it stood.</param>
    public void Release(in TaskSpec task, TaskPlace place)
    {
        State.Release(task, place);
        Note(place.Node);
    }

    /// <summary>The place a task would get now; null when it fits nowhere.</summary>
    /// <param name="task">What it asks for.</param>
    public TaskPlace? Choose(in TaskSpec task)
    {
        if (scoring is null)
        {
            return Draw(task);
        }

        var (best, bestPrice) = (0ul, 0L);
        foreach (var (tree, model) in Known(task))
        {
            if (tree.Best is not 0 and var key)
            {
                var price = models.Length > 1 ? scoring.Price(State, task, model) : 0;
                if (NodeScoring.Before(key, price, best, bestPrice))
                {
                    (best, bestPrice) = (key, price);
                }
            }
        }

        return best == 0 ? null : scoring.Choose(State, task, NodeScoring.Node(best));
    }

    /// <summary>Each node that fits with the same chance, then each device: one pass, as many draws as places.</summary>
    private TaskPlace? Draw(in TaskSpec task)
    {
        var fits = 0;
        var node = -1;
        for (var n = 0; n < State.Inventory.Count; n++)
        {
            if (State.Fits(task, n) && random.Next(++fits) == 0)
            {
                node = n;
            }
        }

        if (node < 0)
        {
            return null;
        }

        var left = task.Devices == 0 ? 0 : State.DevicesWith(task, node);
        var devices = 0u;
        for (var n = 0; n < task.Devices; n++)
        {
            var skip = random.Next(BitOperations.PopCount(left));
            var rest = left;
            for (; skip > 0; skip--)
            {
                rest &= rest - 1;
            }

            devices |= 1u << BitOperations.TrailingZeroCount(rest);
            left &= ~devices;
        }

        return new TaskPlace(node, (ushort)devices);
    }

    /// <summary>The type's trees, with the keys of changed nodes made anew.</summary>
    private (CandidateTree Tree, int Model)[] Known(in TaskSpec task)
    {
        if (!types.TryGetValue(task, out var known))
        {
            if (types.Count == TypesMax)
            {
                types.Remove(types.MinBy(t => t.Value.At).Key);
            }

            known = new Candidates([.. models.Select(m => (new CandidateTree(m.Nodes), m.Model))]);
            types.Add(task, known);
            All(task, known.Trees);
        }
        else if (changed - known.At > changes.Length)
        {
            All(task, known.Trees);
        }
        else
        {
            Changed(task, known);
        }

        known.At = changed;
        return known.Trees;
    }

    private void All(in TaskSpec task, (CandidateTree Tree, int Model)[] trees)
    {
        for (var node = 0; node < leaves.Length; node++)
        {
            var (tree, leaf) = leaves[node];
            trees[tree].Tree.Set(leaf, scoring!.Key(State, task, node));
        }
    }

    private void Changed(in TaskSpec task, Candidates known)
    {
        look++;
        for (var at = known.At; at < changed; at++)
        {
            var node = changes[at & (changes.Length - 1)];
            if (seen[node] != look)
            {
                seen[node] = look;
                var (tree, leaf) = leaves[node];
                known.Trees[tree].Tree.Set(leaf, scoring!.Key(State, task, node));
            }
        }
    }

    private void Note(int node)
    {
        changes[changed++ & (changes.Length - 1)] = node;
        foreach (var other in scoring?.Changed(node) ?? [])
        {
            changes[changed++ & (changes.Length - 1)] = other;
        }
    }

    private sealed class Candidates((CandidateTree Tree, int Model)[] trees)
    {
        public (CandidateTree Tree, int Model)[] Trees => trees;

        /// <summary>Changes it has seen.</summary>
        public long At { get; set; }
    }
}
