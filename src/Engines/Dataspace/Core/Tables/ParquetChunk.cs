namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>The bytes of a leaf in a row group.</summary>
/// <param name="Leaf">Which leaf.</param>
/// <param name="Node">As the footer has it.</param>
/// <param name="Start">Where its first page begins.</param>
/// <param name="Length">Bytes of all its pages with their headers.</param>
internal sealed record ParquetChunk(ParquetLeaf Leaf, ThriftNode Node, long Start, long Length)
{
    /// <summary>What the footer says of its pages.</summary>
    public ThriftNode Meta => Node.Field(ParquetFile.ChunkMeta)!;

    /// <summary>Values of all its pages, missing ones with them.</summary>
    public long Values => Meta.NumberOf(ParquetFile.ChunkValues)!.Value;
}
