using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core;

/// <summary>What a pool does next.</summary>
/// <param name="Starts">Jobs that start now, in order.</param>
/// <param name="Waits">Jobs that wait, each with its reason.</param>
public sealed record QueuePlan(IReadOnlyList<JobId> Starts, IReadOnlyDictionary<JobId, string> Waits);
