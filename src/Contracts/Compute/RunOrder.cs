using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A run to begin.</summary>
/// <param name="Job">The job.</param>
/// <param name="Attempt">Which of its runs.</param>
/// <param name="Command">Program and arguments; <c>/script</c>, <c>/in</c>, <c>/out</c> and <c>/code</c> are meant as the job sees them.</param>
/// <param name="Script">Text of the script; null when none.</param>
/// <param name="Devices">Devices it holds.</param>
/// <param name="Limits">What it may take, every value set.</param>
/// <param name="Image">OCI image; null for the cluster's own system.</param>
/// <param name="Files">Inputs, code and what an earlier run saved.</param>
/// <param name="ResultsMax">Result files that are taken.</param>
public sealed record RunOrder(JobId Job, int Attempt, IReadOnlyList<string> Command, string? Script, int Devices, JobLimits Limits, string? Image, IReadOnlyList<RunFile> Files, int ResultsMax)
{
    /// <summary>Whether it must run in a box without network and shared memory, or not at all.</summary>
    public bool Sealed { get; init; }

    /// <summary>Whether it may use the network: what the pool grants its jobs.</summary>
    public bool Network { get; init; }

    /// <summary>Its part of a device; null for whole devices.</summary>
    public RunShare? Share { get; init; }

    /// <summary>Most bytes of one file that the node takes from the run; 0 where the node does not say.</summary>
    public long UploadBytesMax { get; init; }
}
