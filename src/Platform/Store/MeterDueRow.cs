namespace KeyEcosystem.Platform.Store;

/// <summary>Marks a reading that is not settled yet: written with it, taken off in the commit that settles it.</summary>
public sealed class MeterDueRow : IRow
{
    /// <summary>The reading.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }
}
