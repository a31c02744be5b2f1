using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>A device of a pool that several jobs hold parts of. There from the first to the last, and counted as one busy device of its pool all that time.</summary>
internal sealed class SharedDeviceRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>Whose device.</summary>
    public required Guid Pool { get; init; }

    /// <summary>The job that it was opened for.</summary>
    public required Guid Founder { get; init; }

    /// <summary>Thousandths that are held.</summary>
    public required long MilliBusy { get; init; }

    public required long MilliMax { get; init; }
}
