namespace KeyEcosystem.Compute.Work;

/// <summary>How a run ended.</summary>
/// <param name="Exited">Whether the job ended by itself; else the node ended it.</param>
/// <param name="ExitCode">What it said when it ended by itself.</param>
/// <param name="Ending">A code of letters, digits and dots: <c>exit.0</c>, <c>limit.wall</c>, <c>cancelled</c>, <c>setup.failed</c>.</param>
/// <param name="Statement">The end in words.</param>
/// <param name="Files">Result files: name and path of a copy that nobody can change any more.</param>
/// <param name="Refused">Results that are not kept, each with the reason in words.</param>
internal sealed record JobRunEnd(bool Exited, int ExitCode, string Ending, string Statement, IReadOnlyList<(string Name, string Path)> Files, IReadOnlyList<string> Refused)
{
    /// <summary>Processor time of the run, milliseconds; null where that is not known.</summary>
    public long? ProcessorMs { get; init; }

    /// <summary>The run was ended because somebody asked for it.</summary>
    public const string Cancelled = "cancelled";
}
