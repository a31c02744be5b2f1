namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A cluster's number in the pool, from 0; a driver maps its pools to it. Ties between clusters go to the smaller number.</summary>
/// <param name="Number">The number.</param>
public readonly record struct ClusterId(int Number);
