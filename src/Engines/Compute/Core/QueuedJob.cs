using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core;

/// <summary>A job that waits.</summary>
/// <param name="Job">Which.</param>
/// <param name="Devices">How many devices it needs.</param>
public readonly record struct QueuedJob(JobId Job, int Devices);
