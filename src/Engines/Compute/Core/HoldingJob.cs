namespace KeyEcosystem.Compute.Core;

/// <summary>A job that holds devices.</summary>
/// <param name="Devices">How many.</param>
/// <param name="ExpectedEndMs">When it ends, milliseconds of the node's clock, as its sender expects; where that is not said, when it must.</param>
public readonly record struct HoldingJob(int Devices, long ExpectedEndMs);
