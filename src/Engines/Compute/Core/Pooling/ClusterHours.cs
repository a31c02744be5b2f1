namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>The hours of a cluster that are known in advance.</summary>
/// <param name="Known">When it is closed, and what may begin before.</param>
/// <param name="Devices">Devices that it has outside these hours.</param>
/// <param name="Quota">Devices on which its owner counts outside these hours.</param>
public sealed record ClusterHours(KnownHours Known, int Devices, int Quota);
