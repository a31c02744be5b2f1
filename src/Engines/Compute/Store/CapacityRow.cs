using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>Devices that a pool had open to jobs over a time; never changed, without gap or overlap while the node was there.</summary>
internal sealed class CapacityRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Pool { get; init; }

    public required int Devices { get; init; }

    /// <summary>The cohort in which it lent then; null for none.</summary>
    public required string? Cohort { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }
}
