using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Gate;

/// <summary>What was used under an agreement whose terms limit uses, bytes or rows.</summary>
public sealed class UseCountRow : IRow
{
    /// <summary>Agreement id.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>Permitted uses so far.</summary>
    public required long Used { get; set; }

    /// <summary>Bytes read so far, those of running uses as if they read all of what they may.</summary>
    public long Bytes { get; set; }

    /// <summary>Rows of tables read so far, as with bytes.</summary>
    public long Rows { get; set; }
}
