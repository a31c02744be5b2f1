namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>An owner's number in the pool, from 0; a driver maps its members to it.</summary>
/// <param name="Number">The number.</param>
public readonly record struct OwnerId(int Number);
