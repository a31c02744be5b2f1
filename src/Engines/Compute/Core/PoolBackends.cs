namespace KeyEcosystem.Compute.Core;

/// <summary>What runs the jobs of a pool.</summary>
public static class PoolBackends
{
    /// <summary>The node itself, in its sandbox.</summary>
    public const string Node = "node";

    /// <summary>A cluster of the owner's, attached by an agent that calls the node; the node opens no connection to it.</summary>
    public const string Agent = "agent";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Node, Agent];
}
