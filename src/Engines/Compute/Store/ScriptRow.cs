using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>The script of a job, apart from the job so that lists stay light; it survives a restart with the queue.</summary>
internal sealed class ScriptRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required string Text { get; init; }
}
