using KeyEcosystem.Compute.Core;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

internal sealed class JobRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Pool { get; init; }

    /// <summary>The pool's owner when the job was taken.</summary>
    public required Guid Provider { get; init; }

    public required Guid Member { get; init; }

    public required string Actor { get; init; }

    public required string Name { get; init; }

    public required JobState State { get; set; }

    public string? Outcome { get; set; }

    public string? Statement { get; set; }

    public required string Purpose { get; init; }

    public required int Devices { get; init; }

    public long? DeviceMs { get; set; }

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? CancelAskedAt { get; set; }

    /// <summary>Program and arguments, JSON.</summary>
    public required string Command { get; init; }

    /// <summary><see cref="Contracts.Compute.JobLimits"/> with every value set, JSON.</summary>
    public required string Limits { get; init; }

    /// <summary>The permitted uses, the pool's first: <see cref="JobUse"/>, JSON.</summary>
    public required string Uses { get; init; }

    /// <summary><see cref="Contracts.Compute.JobResultView"/>, JSON.</summary>
    public string Results { get; set; } = "[]";

    /// <summary>JSON.</summary>
    public string Warnings { get; set; } = "[]";

    /// <summary>Whether the script is one of the node's own, pinned by its hash.</summary>
    public required bool Bundled { get; init; }

    public Guid? RetryOf { get; init; }

    public required bool Demonstration { get; init; }

    /// <summary>Whether a member on trial asked for it.</summary>
    public bool Trial { get; init; }
}
