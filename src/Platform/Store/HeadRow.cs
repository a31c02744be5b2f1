namespace KeyEcosystem.Platform.Store;

/// <summary>A signed head of the log.</summary>
public sealed class HeadRow
{
    /// <summary>Leaves.</summary>
    public required long Size { get; init; }

    /// <summary>The head in its one spelling.</summary>
    public required string Line { get; init; }
}
