namespace KeyEcosystem.Contracts.Compute;

/// <summary>An agent begins a session for its pool; sessions before it end.</summary>
/// <param name="Backend">slurm, local or simulated, with its version; 1 to 100 characters.</param>
/// <param name="Devices">What the cluster has.</param>
public sealed record AgentHello(string Backend, IReadOnlyList<AgentDevices> Devices)
{
    /// <summary>Whether the cluster can give parts of a device.</summary>
    public bool SharesDevices { get; init; }

    /// <summary>Which memory the agent has, a name of its state folder of 1 to 64 letters and digits: an agent with another one knows nothing of the runs of the one before. Null where it does not say.</summary>
    public string? Memory { get; init; }

    /// <summary>Whether it takes over from an agent with another memory, whose runs are lost by that; else it is refused until they are.</summary>
    public bool TakesOver { get; init; }

    /// <summary>Whether it runs sealed jobs in a box without network, or not at all; an agent that does not say so gets none.</summary>
    public bool Seals { get; init; }
}
