namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>A key for every node, and the greatest of them at hand. Each level keeps the greatest of eight below: a step reads one line of the cache.</summary>
internal sealed class CandidateTree
{
    private const int Fan = 8;
    private readonly ulong[][] levels;

    public CandidateTree(int nodes)
    {
        var sizes = new List<int> { Padded(nodes) };
        while (sizes[^1] > Fan)
        {
            sizes.Add(Padded((sizes[^1] + Fan - 1) / Fan));
        }

        levels = [.. sizes.Select(s => new ulong[s])];

        static int Padded(int size) => Math.Max(Fan, (size + Fan - 1) / Fan * Fan);
    }

    /// <summary>The greatest key; 0 when no node will do.</summary>
    public ulong Best => Greatest(levels[^1], 0);

    /// <summary>Sets a node's key.</summary>
    public void Set(int node, ulong key)
    {
        levels[0][node] = key;
        for (var level = 1; level < levels.Length; level++)
        {
            var group = node / Fan;
            var greatest = Greatest(levels[level - 1], group * Fan);
            if (levels[level][group] == greatest)
            {
                return;
            }

            levels[level][group] = greatest;
            node = group;
        }
    }

    private static ulong Greatest(ulong[] keys, int from)
    {
        var greatest = 0ul;
        foreach (var key in keys.AsSpan(from, Fan))
        {
            greatest = Math.Max(greatest, key);
        }

        return greatest;
    }
}
