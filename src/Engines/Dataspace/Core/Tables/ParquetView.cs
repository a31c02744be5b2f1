using System.Buffers.Binary;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// Writes of a Parquet file what may be seen of it. Row groups of which all rows are seen are taken over chunk by chunk, byte for byte; of others the rows that are seen are packed anew, without
/// statistics. What the schema says of a column stays as it is, but that one of which single cells are not seen may be missing. What the file says of itself as a whole (names of columns that are
/// left out stand there) is left out, as are indexes, filters and the order of rows.
/// </summary>
internal static class ParquetView
{
    private const int CopyBytes = 1 << 18;
    private static readonly byte[] Magic = "PAR1"u8.ToArray();

    /// <summary>Reads a table and writes what is seen.</summary>
    /// <returns>How many rows were written, or <c>dataspace.content.nothing-seen</c>.</returns>
    /// <exception cref="BrokenTableException">It is no Parquet file, or one that can't be read.</exception>
    public static async Task<Result<long>> Write(Stream table, Stream view, VisibleParts parts, CancellationToken stop)
    {
        var file = await ParquetFile.Read(table, stop);
        var names = file.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var shown = file.Columns.Where(c => parts.MaySee(c.Name)).ToList();
        if (shown.Count == 0 || parts.Withheld.Any(c => !names.Contains(c)))
        {
            return TableView.Nothing(parts, names);
        }

        var judge = new RowJudge(parts);
        var to = new ParquetOutput(view);
        await to.Bytes(Magic, stop);
        if (parts.RowColumns.Count == 0)
        {
            for (var group = 0; group < file.RowGroups.Count; group++)
            {
                await Copy(table, file.RowGroups[group], shown, to, stop);
            }

            return await End(file, shown, null, to, stop);
        }

        try
        {
            return await Filtered(table, file, shown, parts, judge, to, stop);
        }
        catch (Exception broken) when (ForeignFailure.Is(broken))
        {
            // Whatever foreign bytes make the library do; what it says could quote them.
            throw new BrokenTableException("Its values can't be read to filter rows.", "其数值无法按行筛选。");
        }
    }

    private static async Task<Result<long>> Filtered(Stream table, ParquetFile file, List<ParquetColumn> shown, VisibleParts parts, RowJudge judge, ParquetOutput to, CancellationToken stop)
    {
        var needed = file.Columns.Where(c => shown.Contains(c) || (c.IsFlat && judge.CellOf(c.Name) >= 0)).ToList();
        var classes = shown.Select(c => judge.ClassOf(c.Name)).ToArray();
        await using var decoder = await ParquetDecoder.Open(table, file, needed, stop);
        var filter = new ParquetRowFilter(parts, judge, classes, decoder);
        var emptied = await Emptied(file, shown, classes, filter, stop);
        for (var group = 0; group < file.RowGroups.Count; group++)
        {
            var rows = await filter.Judge(file, group, stop);
            if (emptied.Count == 0 && Array.TrueForAll(rows, seen => seen is not null && Array.TrueForAll(classes, c => seen[c])))
            {
                await Copy(table, file.RowGroups[group], shown, to, stop);
                continue;
            }

            var count = rows.LongCount(seen => seen is not null);
            if (count == 0)
            {
                continue;
            }

            var (from, chunks) = (to.Position, new List<ThriftNode>());
            for (var i = 0; i < shown.Count; i++)
            {
                foreach (var leaf in shown[i].Leaves)
                {
                    using var values = await decoder.Read(group, leaf, stop);
                    chunks.Add(to.Chunk(file.RowGroups[group].Chunks[leaf.Index], emptied.Contains(shown[i]) ? 1 : 0, writer => Keep(values, leaf, rows, classes[i], emptied.Contains(shown[i]) ? 1 : 0, writer)));
                }
            }

            to.Group(from, count, chunks);
        }

        return await End(file, shown, emptied, to, stop);
    }

    /// <summary>Columns that every row has and of which single cells are not seen: these may be missing in the view.</summary>
    private static async Task<HashSet<ParquetColumn>> Emptied(ParquetFile file, List<ParquetColumn> shown, int[] classes, ParquetRowFilter filter, CancellationToken stop)
    {
        var emptied = new HashSet<ParquetColumn>();
        if (classes.Distinct().Count() == 1 || !shown.Exists(c => c.IsRequired))
        {
            return emptied;
        }

        for (var group = 0; group < file.RowGroups.Count; group++)
        {
            foreach (var seen in (await filter.Judge(file, group, stop)).OfType<bool[]>().Distinct())
            {
                emptied.UnionWith(shown.Where((c, i) => c.IsRequired && !seen[classes[i]]));
            }
        }

        return emptied;
    }

    /// <summary>Writes of a chunk the rows that are kept.</summary>
    private static void Keep(ParquetValues values, ParquetLeaf leaf, bool[]?[] rows, int of, int deeper, ParquetChunkWriter to)
    {
        var definitions = values.Definitions;
        var repetitions = values.Repetitions;
        var entries = definitions.IsEmpty ? rows.Length : definitions.Length;
        var (row, value) = (-1, 0);
        for (var i = 0; i < entries; i++)
        {
            var repetition = repetitions.IsEmpty ? 0 : repetitions[i];
            row += repetition == 0 ? 1 : 0;
            var definition = definitions.IsEmpty ? 0 : definitions[i];
            var there = definition == leaf.DefinitionMax;
            if (rows[row] is { } seen)
            {
                if (seen[of])
                {
                    to.Entry(repetition, definition + deeper);
                    if (there)
                    {
                        values.Write(value, to);
                    }
                }
                else if (repetition == 0)
                {
                    to.Entry(0, 0);
                }
            }

            value += there ? 1 : 0;
        }

        if (row != rows.Length - 1)
        {
            throw new InvalidDataException("A column has not as many rows as its row group.");
        }
    }

    /// <summary>Takes the chunks of a row group over as they are.</summary>
    private static async Task Copy(Stream table, ParquetRowGroup group, List<ParquetColumn> shown, ParquetOutput to, CancellationToken stop)
    {
        var (from, chunks, buffer) = (to.Position, new List<ThriftNode>(), new byte[CopyBytes]);
        foreach (var chunk in shown.SelectMany(c => c.Leaves).Select(l => group.Chunks[l.Index]))
        {
            var moved = to.Position - chunk.Start;
            table.Position = chunk.Start;
            for (var left = chunk.Length; left > 0;)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, left));
                await table.ReadExactlyAsync(piece, stop);
                await to.Bytes(piece, stop);
                left -= piece.Length;
            }

            var meta = chunk.Meta.Without(10, 14, 15);
            var data = meta.NumberOf(9)!.Value;
            meta = meta.NumberOf(11) is { } dictionary && dictionary == chunk.Start && dictionary < data ? meta.With(11, ThriftNode.Long(dictionary + moved)) : meta.Without(11);
            chunks.Add(ThriftNode.Struct((2, ThriftNode.Long(0)), (ParquetFile.ChunkMeta, meta.With(9, ThriftNode.Long(data + moved)))));
        }

        to.Group(from, group.Rows, chunks);
    }

    private static async Task<Result<long>> End(ParquetFile file, List<ParquetColumn> shown, HashSet<ParquetColumn>? emptied, ParquetOutput to, CancellationToken stop)
    {
        var schema = new List<ThriftNode> { file.Root.With(ParquetFile.Children, ThriftNode.Int(shown.Count)) };
        foreach (var column in shown)
        {
            schema.AddRange(emptied?.Contains(column) == true ? [column.Elements[0].With(ParquetFile.Repetition, ThriftNode.Int(ParquetFile.Optional)), .. column.Elements.Skip(1)] : column.Elements);
        }

        var orders = file.Footer.StructsOf(7);
        var leaves = shown.SelectMany(c => c.Leaves).ToList();
        var fields = new List<(int, ThriftNode)>
        {
            (1, ThriftNode.Int((int)(file.Footer.NumberOf(1) ?? 1))),
            (2, ThriftNode.List(ThriftType.Struct, schema)),
            (3, ThriftNode.Long(to.Rows)),
            (4, ThriftNode.List(ThriftType.Struct, to.Groups)),
        };

        // Who wrote it says how its statistics are to be read.
        if (file.Footer.Field(6) is { } by)
        {
            fields.Add((6, by));
        }

        if (leaves.TrueForAll(l => l.Index < orders.Count))
        {
            fields.Add((7, ThriftNode.List(ThriftType.Struct, [.. leaves.Select(l => orders[l.Index])])));
        }

        var footer = ThriftWriter.Write(ThriftNode.Struct(fields));
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, footer.Length);
        await to.Bytes(footer, stop);
        await to.Bytes(length, stop);
        await to.Bytes(Magic, stop);
        return to.Rows;
    }
}
