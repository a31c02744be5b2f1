using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>One run of a job, ready to be started.</summary>
/// <param name="Job">Which job.</param>
/// <param name="Folder">Its folder; <c>in</c> holds the inputs, read-only.</param>
/// <param name="Command">Program and arguments as seen from inside the box.</param>
/// <param name="Limits">Every limit set.</param>
/// <param name="ResultsMax">Result files that are kept.</param>
/// <param name="Network">Whether the pool grants the network.</param>
/// <param name="Slot">A small number no other running job has, for a user id of its own.</param>
internal sealed record JobRun(JobId Job, string Folder, IReadOnlyList<string> Command, JobLimits Limits, int ResultsMax, bool Network, int Slot);
