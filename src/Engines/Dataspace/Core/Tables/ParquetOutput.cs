namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>A Parquet file that is being written, and what its footer will say of its row groups.</summary>
/// <param name="to">Where to; it is written in order.</param>
internal sealed class ParquetOutput(Stream to)
{
    /// <summary>Most bytes that are packed for one view: 64 GiB.</summary>
    public const long UnpackedMax = 1L << 36;

    private readonly List<ThriftNode> groups = [];
    private long unpackedAll;

    /// <summary>Bytes that were written.</summary>
    public long Position { get; private set; }

    /// <summary>Rows that were written.</summary>
    public long Rows { get; private set; }

    /// <summary>The row groups that were written.</summary>
    public IReadOnlyList<ThriftNode> Groups => groups;

    /// <summary>Writes bytes.</summary>
    public async Task Bytes(ReadOnlyMemory<byte> bytes, CancellationToken stop)
    {
        await to.WriteAsync(bytes, stop);
        Position += bytes.Length;
    }

    /// <summary>Writes values as a chunk.</summary>
    /// <param name="of">The chunk that they are from.</param>
    /// <param name="deeper">1 where its column became one that may be missing; else 0.</param>
    /// <param name="write">Hands them over.</param>
    /// <returns>What the footer says of it.</returns>
    public ThriftNode Chunk(ParquetChunk of, int deeper, Action<ParquetChunkWriter> write)
    {
        var writer = new ParquetChunkWriter(of.Leaf, deeper, to, UnpackedMax - unpackedAll);
        write(writer);
        writer.End();
        unpackedAll += writer.Unpacked;
        var meta = ThriftNode.Struct(
            (1, ThriftNode.Int((int)of.Leaf.Type)),
            (2, ThriftNode.List(ThriftType.Int, [ThriftNode.Int(0), ThriftNode.Int(3)])),
            (3, of.Meta.Field(3)!),
            (4, ThriftNode.Int(ParquetChunkWriter.Gzip)),
            (5, ThriftNode.Long(writer.Entries)),
            (6, ThriftNode.Long(writer.Unpacked)),
            (7, ThriftNode.Long(writer.Packed)),
            (9, ThriftNode.Long(Position)));
        Position += writer.Packed;
        return ThriftNode.Struct((2, ThriftNode.Long(0)), (ParquetFile.ChunkMeta, meta));
    }

    /// <summary>Ends a row group.</summary>
    /// <param name="from">Where it began.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="chunks">What the footer says of its chunks.</param>
    public void Group(long from, long rows, IReadOnlyList<ThriftNode> chunks)
    {
        var unpacked = chunks.Sum(c => c.Field(ParquetFile.ChunkMeta)!.NumberOf(6) ?? 0);
        groups.Add(ThriftNode.Struct(
            (1, ThriftNode.List(ThriftType.Struct, chunks)),
            (2, ThriftNode.Long(unpacked)),
            (3, ThriftNode.Long(rows)),
            (5, ThriftNode.Long(from)),
            (6, ThriftNode.Long(Position - from)),
            (7, ThriftNode.Of(ThriftType.Short, Math.Min(groups.Count, short.MaxValue)))));
        Rows += rows;
    }
}
