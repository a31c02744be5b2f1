using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>How a run stands at its cluster.</summary>
/// <param name="Job">The job.</param>
/// <param name="Attempt">Which of its runs.</param>
/// <param name="State">staging, pending, running or ended.</param>
/// <param name="StartedAt">When the cluster began it; null before.</param>
/// <param name="EndedAt">When it ended; null before.</param>
/// <param name="ExitCode">What it said when it ended by itself; null else.</param>
/// <param name="Ending">How it ended otherwise: cancelled, limit.wall, limit.memory, limit.disk, results.lost, setup.failed, agent.node.failed, agent.lost, agent.run.killed, agent.results.refused; null when it ended by itself or has not ended.</param>
/// <param name="Statement">The end in words; null before.</param>
/// <param name="Results">Its result files, each uploaded before; null before the end.</param>
/// <param name="Place">The cluster's own number of it; null before it has one.</param>
public sealed record RunReport(JobId Job, int Attempt, string State, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, int? ExitCode, string? Ending, string? Statement, IReadOnlyList<RunFile>? Results, string? Place)
{
    /// <summary>What <see cref="Waits"/> says of a run that is over and whose files are on their way.</summary>
    public const string Uploading = "Uploading";

    /// <summary>How much its devices compute; null where that is not measured.</summary>
    public RunLoad? Load { get; init; }

    /// <summary>What it saved that could not be brought, in words for its log; null for nothing.</summary>
    public string? Left { get; init; }

    /// <summary>Why the cluster lets it wait, in the cluster's own word, such as Resources; null when it does not wait there or the cluster gives no reason. Of a run that is over, <see cref="Uploading"/>. At most 100 characters.</summary>
    public string? Waits { get; init; }

    /// <summary>When the cluster's own scheduler expects to begin it, while it waits there; null where it does not say.</summary>
    public DateTimeOffset? ExpectedAt { get; init; }
}
