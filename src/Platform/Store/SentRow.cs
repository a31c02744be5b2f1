namespace KeyEcosystem.Platform.Store;

/// <summary>What was sent to be made under an id that its sender chose; never changed, whatever becomes of the thing.</summary>
internal sealed class SentRow : IRow
{
    /// <summary>The thing's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>Whose it is.</summary>
    public required Guid Member { get; init; }

    /// <summary>SHA-256 of what was sent, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
}
