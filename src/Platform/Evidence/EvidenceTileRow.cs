namespace KeyEcosystem.Platform.Evidence;

/// <summary>The root over one full tile of 256 leaves. Written once, with the leaf that completes the tile.</summary>
internal sealed class EvidenceTileRow
{
    /// <summary>Which tile: its first leaf is 256 times this.</summary>
    public required long Index { get; init; }

    /// <summary>Root over its leaves.</summary>
    public required byte[] Root { get; init; }
}
