using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>The agent of a pool. Its epoch grows with each session: what an older session says is refused.</summary>
internal sealed class AgentRow : IRow
{
    /// <summary>The pool's id.</summary>
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required long Epoch { get; set; }

    /// <summary>slurm, local or simulated, with its version.</summary>
    public required string Backend { get; set; }

    /// <summary>Whether its cluster can give parts of a device.</summary>
    public bool SharesDevices { get; set; }

    /// <summary>Whether it keeps sealed runs from everything but the airlock.</summary>
    public bool Seals { get; set; }

    public required DateTimeOffset Since { get; set; }

    /// <summary>What the cluster said it has: <see cref="Contracts.Compute.AgentDevices"/>, JSON.</summary>
    public required string Devices { get; set; }
}
