using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A dispute about an agreement that is or was in force.</summary>
internal sealed class DisputeRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Agreement { get; init; }

    public required Guid Asset { get; init; }

    public required Guid Provider { get; init; }

    public required Guid Consumer { get; init; }

    /// <summary>Who raised it.</summary>
    public required Guid Claimant { get; init; }

    public required string State { get; set; }

    /// <summary>The member whose administrators it waits for; null for nobody, or for the arbiter.</summary>
    public Guid? WaitsFor { get; set; }

    /// <summary>What was said, as JSON of <see cref="Core.DisputeWord"/>.</summary>
    public required string Words { get; set; }

    public required DateTimeOffset RaisedAt { get; init; }

    public required DateTimeOffset Since { get; set; }
}
