namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A share that is to go to another device.</summary>
/// <param name="Holder">Whose share.</param>
/// <param name="Share">The share.</param>
/// <param name="From">Where it is.</param>
/// <param name="To">Where it is to go.</param>
public sealed record ShareMove(Guid Holder, DeviceShare Share, WorkloadId From, WorkloadId To);
