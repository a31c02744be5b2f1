namespace KeyEcosystem.Contracts.Compute;

/// <summary>An agent begins a session for its pool; sessions before it end.</summary>
/// <param name="Backend">slurm, local or simulated, with its version; 1 to 100 characters.</param>
/// <param name="Devices">What the cluster has.</param>
public sealed record AgentHello(string Backend, IReadOnlyList<AgentDevices> Devices)
{
    /// <summary>Whether the cluster can give parts of a device.</summary>
    public bool SharesDevices { get; init; }

    /// <summary>Whether it runs sealed jobs in a box without network, or not at all; an agent that does not say so gets none.</summary>
    public bool Seals { get; init; }
}
