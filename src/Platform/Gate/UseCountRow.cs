using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Gate;

/// <summary>How often an agreement with a limited count was used.</summary>
public sealed class UseCountRow : IRow
{
    /// <summary>Agreement id.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>Permitted uses so far.</summary>
    public required long Used { get; set; }
}
