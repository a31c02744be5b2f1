namespace KeyEcosystem.Compute.Sandbox;

/// <summary>How a box ended. Nothing of it lives any more.</summary>
/// <param name="Why">The node's own reason comes first: a job can fake any exit code, but not this.</param>
/// <param name="ExitCode">Of the job when it ended by itself; 128 and the signal when it died of one.</param>
/// <param name="Files">Results: name and path of a copy outside the box.</param>
/// <param name="Refused">Results that are not kept, each with the reason.</param>
/// <param name="SetupWords">What the set-up tools said, when the walls could not be built.</param>
internal sealed record BoxEnd(
    BoxStop Why, int ExitCode, IReadOnlyList<(string Name, string Path)> Files, IReadOnlyList<string> Refused, string SetupWords)
{
    /// <summary>Processor time of all its processes that have ended, milliseconds.</summary>
    public long ProcessorMs { get; init; }
}
