namespace KeyEcosystem.Compute.Core.Devices;

/// <summary>What a device did at the moment it was looked at, as its vendor's tool says. What the tool does not say is null, never 0.</summary>
/// <param name="Index">Number of the device on its machine, the one that jobs are given.</param>
/// <param name="Model">The vendor's name of it, such as <c>NVIDIA H800</c> or <c>910B3</c>.</param>
public sealed record DeviceSample(int Index, string Model)
{
    /// <summary>Part of the time in which it computed, in per cent; null for a device that is cut into instances, for one.</summary>
    public int? UtilisationPct { get; init; }

    /// <summary>Memory in use, in MiB.</summary>
    public long? MemoryUsedMib { get; init; }

    /// <summary>Memory it has, in MiB.</summary>
    public long? MemoryTotalMib { get; init; }

    /// <summary>The tool's own word for its health, such as <c>OK</c>, <c>Alarm</c> or <c>GPU requires reset</c>; null when it says nothing.</summary>
    public string? Health { get; init; }
}
