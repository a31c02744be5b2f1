namespace KeyEcosystem.Compute.Core;

/// <summary>A job that holds devices.</summary>
/// <param name="Devices">How many.</param>
/// <param name="EndsByMs">When it has ended at the latest, milliseconds of the node's clock.</param>
/// <param name="ExpectedEndMs">When it is expected to end.</param>
public readonly record struct HoldingJob(int Devices, long EndsByMs, long ExpectedEndMs);
