using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A run to end.</summary>
/// <param name="Job">The job.</param>
/// <param name="Attempt">Which of its runs.</param>
/// <param name="GraceSeconds">Seconds between the notice (SIGTERM) and the end (SIGKILL).</param>
/// <param name="Reason">Why, as a code: cancelled, reclaimed, preempted, capacity or unknown.</param>
public sealed record RunStop(JobId Job, int Attempt, int GraceSeconds, string Reason);
