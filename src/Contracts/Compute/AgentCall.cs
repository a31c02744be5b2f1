namespace KeyEcosystem.Contracts.Compute;

/// <summary>What an agent says when it asks for orders. Saying a thing twice is saying it once.</summary>
/// <param name="Holds">All runs that it has not said the end of, or whose end the node has not taken yet; at most 10,000.</param>
/// <param name="Devices">What the cluster has now; null when nothing changed.</param>
public sealed record AgentCall(IReadOnlyList<RunReport> Holds, IReadOnlyList<AgentDevices>? Devices)
{
    /// <summary>Which memory the agent has, as it said at its beginning: a node that was started anew has not heard that. Null where it does not say.</summary>
    public string? Memory { get; init; }
}
