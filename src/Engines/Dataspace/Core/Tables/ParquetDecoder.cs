using Parquet;
using Parquet.Schema;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// Unpacks chunks of a Parquet file. The library is shown a footer with the columns that are needed and what lies in the file alone, not what it means: so values come as they lie, and go out
/// unchanged.
/// </summary>
internal sealed class ParquetDecoder : IAsyncDisposable
{
    private const int Int96Bytes = 12;
    private readonly ParquetFile file;
    private readonly ParquetReader reader;
    private readonly SplicedStream source;
    private readonly Dictionary<int, DataField> fields;
    private int group = -1;
    private ParquetRowGroupReader? opened;

    private ParquetDecoder(ParquetFile file, ParquetReader reader, SplicedStream source, Dictionary<int, DataField> fields)
    {
        (this.file, this.reader, this.source, this.fields) = (file, reader, source, fields);
    }

    /// <summary>A decoder of some columns.</summary>
    /// <param name="table">The file.</param>
    /// <param name="file">What its footer says.</param>
    /// <param name="columns">The columns that are needed, in the file's order.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="BrokenTableException">The library can't read such columns.</exception>
    public static async Task<ParquetDecoder> Open(Stream table, ParquetFile file, IReadOnlyList<ParquetColumn> columns, CancellationToken stop)
    {
        var leaves = columns.SelectMany(c => c.Leaves).ToList();
        var footer = ThriftWriter.Write(Plain(file, columns, leaves));
        var end = new byte[footer.Length + 8];
        footer.CopyTo(end);
        BitConverter.TryWriteBytes(end.AsSpan(footer.Length), footer.Length);
        "PAR1"u8.CopyTo(end.AsSpan(footer.Length + 4));
        var spliced = new SplicedStream(table, file.FooterStart, end);
        try
        {
            var opening = await ParquetReader.CreateAsync(spliced, new ParquetOptions { TreatByteArrayAsString = false, TreatBigIntegersAsDates = false }, leaveStreamOpen: true, stop);
            var read = opening.Schema.DataFields;
            if (read.Length != leaves.Count || leaves.Where((l, i) => read[i].MaxDefinitionLevel != l.DefinitionMax || read[i].MaxRepetitionLevel != l.RepetitionMax).Any())
            {
                throw new BrokenTableException("Its nested columns can't be read to filter rows.", "其嵌套列无法按行筛选。");
            }

            return new ParquetDecoder(file, opening, spliced, leaves.Select((l, i) => (l.Index, read[i])).ToDictionary(l => l.Index, l => l.Item2));
        }
        catch (Exception broken) when (ForeignFailure.Is(broken))
        {
            // Whatever foreign bytes make the library do.
            throw new BrokenTableException("Its columns can't be read to filter rows.", "其列无法按行筛选。");
        }
    }

    /// <summary>Unpacks a chunk.</summary>
    /// <param name="rowGroup">Which row group.</param>
    /// <param name="leaf">Which leaf.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="BrokenTableException">The library does not read such pages.</exception>
    public async Task<ParquetValues> Read(int rowGroup, ParquetLeaf leaf, CancellationToken stop)
    {
        if (!file.Unpacks(rowGroup, leaf))
        {
            throw new BrokenTableException(
                "Rows can't be filtered of a column that is packed in this way: written with data pages of version 1, dictionaries or plain, they can.",
                "该列的数据页编码无法按行筛选：请以第 1 版数据页、字典或普通编码写出。");
        }

        if (file.IsLarge(rowGroup, leaf))
        {
            throw new BrokenTableException($"Row group {rowGroup + 1} is too large to filter rows: a column of it has more than {ParquetFile.ChunkMax >> 20} MiB or {ParquetFile.ValuesMax} values.", $"行组 {rowGroup + 1} 过大，无法按行筛选：其中一列超过 {ParquetFile.ChunkMax >> 20} MiB 或 {ParquetFile.ValuesMax} 个值。");
        }

        if (opened is null || group != rowGroup)
        {
            opened?.Dispose();
            (opened, group) = (reader.OpenRowGroupReader(rowGroup), rowGroup);
        }

        return new ParquetValues(leaf, await opened.ReadRawColumnDataBaseAsync(fields[leaf.Index], stop));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        opened?.Dispose();
        await reader.DisposeAsync();
        await source.DisposeAsync();
    }

    private static ThriftNode Plain(ParquetFile file, IReadOnlyList<ParquetColumn> columns, List<ParquetLeaf> leaves)
    {
        var schema = new List<ThriftNode> { ThriftNode.Struct((ParquetFile.Name, ThriftNode.Text("root")), (ParquetFile.Children, ThriftNode.Int(columns.Count))) };
        foreach (var (column, i) in columns.Select((c, i) => (c, i)))
        {
            schema.AddRange(column.Elements.Select((e, at) => at == 0 ? Plain(e).With(ParquetFile.Name, ThriftNode.Text(Alias(i))) : Plain(e)));
        }

        var alias = columns.SelectMany((c, i) => c.Leaves.Select(l => (l.Index, Alias(i)))).ToDictionary(l => l.Index, l => l.Item2);
        var groups = file.RowGroups.Select(g => ThriftNode.Struct(
            (1, ThriftNode.List(ThriftType.Struct, [.. leaves.Select(l => Plain(g.Chunks[l.Index], alias[l.Index]))])),
            (2, ThriftNode.Long(g.Chunks.Sum(c => c.Length))),
            (3, ThriftNode.Long(g.Rows))));
        return ThriftNode.Struct((1, ThriftNode.Int(1)), (2, ThriftNode.List(ThriftType.Struct, schema)), (3, ThriftNode.Long(file.Rows)), (4, ThriftNode.List(ThriftType.Struct, [.. groups])));
    }

    /// <summary>Names are foreign text, and the library splits them at some characters.</summary>
    private static string Alias(int column) => $"c{column}";

    private static ThriftNode Plain(ThriftNode element)
    {
        if (element.NumberOf(ParquetFile.Children) is > 0)
        {
            return element.Without(9);
        }

        var plain = ThriftNode.Struct(element.Fields.Where(f => f.Id is ParquetFile.Type or ParquetFile.TypeLength or ParquetFile.Repetition or ParquetFile.Name));
        return element.NumberOf(ParquetFile.Type) == (long)ParquetType.Int96
            ? plain.With(ParquetFile.Type, ThriftNode.Int((int)ParquetType.FixedLengthByteArray)).With(ParquetFile.TypeLength, ThriftNode.Int(Int96Bytes))
            : plain;
    }

    private static ThriftNode Plain(ParquetChunk chunk, string alias)
    {
        // No statistics, no indexes: nothing that the values are not read from.
        var meta = ThriftNode.Struct(chunk.Meta.Fields.Where(f => f.Id is 1 or 2 or 4 or 5 or 6 or 7 or 9 or 11))
            .With(3, ThriftNode.List(ThriftType.Binary, [ThriftNode.Text(alias), .. chunk.Leaf.Path.Skip(1).Select(ThriftNode.Text)]));
        meta = chunk.Leaf.Type == ParquetType.Int96 ? meta.With(1, ThriftNode.Int((int)ParquetType.FixedLengthByteArray)) : meta;
        meta = meta.NumberOf(11) is { } dictionary && dictionary != chunk.Start ? meta.Without(11) : meta;
        return ThriftNode.Struct((2, ThriftNode.Long(0)), (ParquetFile.ChunkMeta, meta));
    }
}
