namespace KeyEcosystem.Contracts.Compute;

/// <summary>New values of a pool; what is null stays.</summary>
/// <param name="Devices">How many devices, from 1.</param>
/// <param name="AssetValueMinor">What the devices are worth, in fen.</param>
/// <param name="NetworkGranted">Whether jobs may use the network.</param>
/// <param name="Offered">Whether jobs are taken.</param>
/// <param name="Healthy">Whether the devices work.</param>
public sealed record PoolChange(int? Devices, long? AssetValueMinor, bool? NetworkGranted, bool? Offered, bool? Healthy);
