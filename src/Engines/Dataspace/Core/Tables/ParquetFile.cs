using System.Buffers.Binary;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// A Parquet file as its footer tells it, with every number in it looked at: where chunks lie, that no two share bytes, that their pages fill them and hold as many values as there are rows. So what
/// is metered is what is there, and no chunk can carry the bytes of another.
/// </summary>
internal sealed class ParquetFile
{
    /// <summary>Field of a schema's element: its type.</summary>
    public const int Type = 1;

    /// <summary>Field of a schema's element: bytes of a value of fixed length.</summary>
    public const int TypeLength = 2;

    /// <summary>Field of a schema's element: required, optional or repeated.</summary>
    public const int Repetition = 3;

    /// <summary>Field of a schema's element: its name.</summary>
    public const int Name = 4;

    /// <summary>Field of a schema's element: how many stand in it.</summary>
    public const int Children = 5;

    /// <summary>Field of a schema's element: what its values are, as old writers say it.</summary>
    public const int Converted = 6;

    /// <summary>Field of a schema's element: what its values are.</summary>
    public const int Logical = 10;

    /// <summary>Repetition of what is always there.</summary>
    public const int Required = 0;

    /// <summary>Repetition of what may be missing.</summary>
    public const int Optional = 1;

    /// <summary>Repetition of what is there any number of times.</summary>
    public const int Repeated = 2;

    /// <summary>Field of a chunk: what it says of its pages.</summary>
    public const int ChunkMeta = 3;

    /// <summary>Field of what a chunk says: how many values it has.</summary>
    public const int ChunkValues = 5;

    /// <summary>Most bytes of a page when it is unpacked: 256 MiB.</summary>
    public const int PageMax = 1 << 28;

    /// <summary>Most bytes of a chunk that is unpacked to filter rows: 1 GiB.</summary>
    public const long ChunkMax = 1L << 30;

    /// <summary>Most values of a chunk that is unpacked to filter rows.</summary>
    public const long ValuesMax = 1L << 25;

    private const int FooterMax = 1 << 24;
    private const long RowsMax = 1L << 40;
    private const int ElementsMax = 100_000;
    private const int DepthMax = 32;
    private const int OldPage = 0;
    private const int NewPage = 3;
    private const int HeaderStart = 256;
    private const int HeaderMax = 1 << 20;
    private static readonly byte[] Magic = "PAR1"u8.ToArray();
    private readonly HashSet<(int Group, int Leaf)> unlike = [];
    private readonly HashSet<(int Group, int Leaf)> large = [];
    private readonly List<ParquetLeaf> leaves = [];
    private readonly IReadOnlyList<ThriftNode> schema;
    private int element = 1;

    private ParquetFile(ThriftNode footer, long footerStart)
    {
        (Footer, FooterStart, schema) = (footer, footerStart, footer.StructsOf(2));
        Columns = ColumnsOf();
        RowGroups = [.. footer.StructsOf(4).Select(GroupOf)];
        Rows = RowGroups.Sum(g => g.Rows);
        if (Rows != footer.NumberOf(3))
        {
            throw Broken("its row groups have not as many rows as it says", "行组行数之和与声明不符");
        }

        Apart();
    }

    /// <summary>What the footer says.</summary>
    public ThriftNode Footer { get; }

    /// <summary>Where it begins.</summary>
    public long FooterStart { get; }

    /// <summary>Its columns.</summary>
    public IReadOnlyList<ParquetColumn> Columns { get; }

    /// <summary>Its row groups.</summary>
    public IReadOnlyList<ParquetRowGroup> RowGroups { get; }

    /// <summary>How many rows it has.</summary>
    public long Rows { get; }

    /// <summary>The root of its schema.</summary>
    public ThriftNode Root => schema[0];

    /// <summary>Reads the footer, and the headers of all pages.</summary>
    /// <param name="table">The file; it can be read from any place.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="BrokenTableException">It is no Parquet file, or one that can't be read.</exception>
    public static async Task<ParquetFile> Read(Stream table, CancellationToken stop)
    {
        var file = await Schema(table, stop);
        var buffer = new byte[HeaderStart];
        foreach (var (group, number) in file.RowGroups.Select((g, i) => (g, i + 1)))
        {
            foreach (var chunk in group.Chunks)
            {
                buffer = await file.Pages(table, chunk, number, buffer, stop);
            }
        }

        return file;
    }

    /// <summary>Reads the footer alone.</summary>
    /// <param name="table">The file; it can be read from any place.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="BrokenTableException">It is no Parquet file, or one that can't be read.</exception>
    public static async Task<ParquetFile> Schema(Stream table, CancellationToken stop)
    {
        var ends = new byte[12];
        if (table.Length < ends.Length)
        {
            throw Broken("it is too short", "内容过短");
        }

        table.Position = 0;
        await table.ReadExactlyAsync(ends.AsMemory(0, 4), stop);
        table.Position = table.Length - 8;
        await table.ReadExactlyAsync(ends.AsMemory(4, 8), stop);
        if (ends.AsSpan(0, 4).SequenceEqual("PARE"u8) || ends.AsSpan(8, 4).SequenceEqual("PARE"u8))
        {
            throw Encrypted();
        }

        if (!ends.AsSpan(0, 4).SequenceEqual(Magic) || !ends.AsSpan(8, 4).SequenceEqual(Magic))
        {
            throw Broken("it does not begin and end as one, and was perhaps cut off", "首尾标记不符，可能不完整");
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(ends.AsSpan(4));
        if (length > FooterMax || length > table.Length - ends.Length)
        {
            throw Broken($"its footer is longer than {FooterMax >> 20} MiB or than the file", $"文件尾超过 {FooterMax >> 20} MiB 或文件本身");
        }

        var start = table.Length - 8 - length;
        var bytes = new byte[length];
        table.Position = start;
        await table.ReadExactlyAsync(bytes, stop);
        var footer = new ThriftReader(bytes).Struct() ?? throw Broken("its footer can't be read", "文件尾无法读取");
        return footer.Field(8) is null ? new ParquetFile(footer, start) : throw Encrypted();
    }

    /// <summary>Whether the pages of a leaf in a row group are such that their values can be unpacked.</summary>
    /// <param name="group">Which row group.</param>
    /// <param name="leaf">Which leaf.</param>
    public bool Unpacks(int group, ParquetLeaf leaf) => !unlike.Contains((group, leaf.Index));

    /// <summary>
    /// What the library unpacks, tried against files of another writer. It takes truth values that are packed as runs (encoding 3) for others, and says nothing of it: so what is not known to be
    /// unpacked right is not unpacked.
    /// </summary>
    private static bool Unpacks(ParquetLeaf leaf, bool isNewPage, long? encoding) => !(isNewPage && leaf.RepetitionMax > 0) && encoding switch
    {
        0 => true,
        2 or 8 => leaf.Type != ParquetType.Boolean,
        5 => leaf.Type is ParquetType.Int32 or ParquetType.Int64,
        6 => leaf.Type == ParquetType.ByteArray,
        7 => leaf.Type is ParquetType.ByteArray or ParquetType.FixedLengthByteArray,
        9 => leaf.Type is ParquetType.Float or ParquetType.Double or ParquetType.Int32 or ParquetType.Int64,
        _ => false,
    };

    /// <summary>Whether the values of a leaf in a row group are too many to be in memory at once.</summary>
    /// <param name="group">Which row group.</param>
    /// <param name="leaf">Which leaf.</param>
    public bool IsLarge(int group, ParquetLeaf leaf) => large.Contains((group, leaf.Index));

    /// <summary>Follows the headers of a chunk's pages to its end.</summary>
    private async Task<byte[]> Pages(Stream table, ParquetChunk chunk, int group, byte[] buffer, CancellationToken stop)
    {
        var (at, end, values, unpackedAll) = (chunk.Start, chunk.Start + chunk.Length, 0L, 0L);
        while (at < end)
        {
            ThriftNode? header;
            int length;
            for (var window = Math.Min(HeaderStart, end - at); ; window = Math.Min(window * 8, end - at))
            {
                buffer = buffer.Length < window ? new byte[window] : buffer;
                table.Position = at;
                await table.ReadExactlyAsync(buffer.AsMemory(0, (int)window), stop);
                var reader = new ThriftReader(buffer.AsMemory(0, (int)window));
                (header, length) = (reader.Struct(), reader.Position);
                if (header is not null || window >= HeaderMax || window == end - at)
                {
                    break;
                }
            }

            if (header?.NumberOf(2) is not { } unpacked || header.NumberOf(3) is not { } packed || unpacked < 0 || packed < 0 || packed > end - at - length)
            {
                throw InGroup(group, "a page can't be read", "有无法读取的数据页");
            }

            if (unpacked > PageMax)
            {
                throw InGroup(group, $"a page is larger than {PageMax >> 20} MiB", $"有数据页超过 {PageMax >> 20} MiB");
            }

            var page = header.NumberOf(1) switch { OldPage => header.Field(5), NewPage => header.Field(8), _ => null };
            if (page is not null)
            {
                values += page.NumberOf(1) ?? throw InGroup(group, "a page can't be read", "有无法读取的数据页");
                if (!Unpacks(chunk.Leaf, header.NumberOf(1) == NewPage, page.NumberOf(header.NumberOf(1) == NewPage ? 4 : 2)))
                {
                    unlike.Add((group - 1, chunk.Leaf.Index));
                }
            }

            unpackedAll += unpacked;
            at += length + packed;
        }

        if (unpackedAll > ChunkMax || values > ValuesMax)
        {
            large.Add((group - 1, chunk.Leaf.Index));
        }

        return values == chunk.Values ? buffer : throw InGroup(group, "a column has not as many values as it says", "有列的值数与声明不符");
    }

    private static BrokenTableException Broken(string en, string zh) => new($"As a Parquet file it can't be read: {en}.", $"无法作为 Parquet 文件读取：{zh}。");

    private static BrokenTableException Encrypted() => new("The Parquet file is encrypted.", "Parquet 文件已加密。");

    private static BrokenTableException InGroup(int group, string en, string zh) => Broken($"in row group {group} {en}", $"行组 {group} {zh}");

    private List<ParquetColumn> ColumnsOf()
    {
        if (schema.Count is 0 or > ElementsMax || Root.NumberOf(Children) is not { } count)
        {
            throw Broken($"it has no schema, or one of more than {ElementsMax} elements", $"没有模式，或模式元素超过 {ElementsMax} 个");
        }

        var columns = new List<ParquetColumn>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0L; i < count; i++)
        {
            var (from, leaf) = (element, leaves.Count);
            Element([], 0, 0);
            var name = schema[from].TextOf(Name)!;
            columns.Add(names.Add(name) ? new ParquetColumn(name, [.. schema.Skip(from).Take(element - from)], leaves[leaf..]) : throw Broken("it has a column twice", "有重复的列"));
        }

        return element == schema.Count && columns.TrueForAll(c => c.Leaves.Count > 0) ? columns : throw BadSchema();
    }

    private void Element(List<string> above, int definition, int repetition)
    {
        if (element >= schema.Count || above.Count > DepthMax || schema[element].TextOf(Name) is not { } name)
        {
            throw BadSchema();
        }

        var one = schema[element++];
        definition += one.NumberOf(Repetition) is Optional or Repeated ? 1 : 0;
        repetition += one.NumberOf(Repetition) is Repeated ? 1 : 0;
        List<string> path = [.. above, name];
        if (one.NumberOf(Children) is { } children and > 0)
        {
            for (var i = 0L; i < children; i++)
            {
                Element(path, definition, repetition);
            }
        }
        else if (one.NumberOf(Type) is { } type and >= 0 and <= (long)ParquetType.FixedLengthByteArray)
        {
            leaves.Add(new ParquetLeaf(leaves.Count, one, (ParquetType)type, path, definition, repetition));
        }
        else
        {
            throw BadSchema();
        }
    }

    private ParquetRowGroup GroupOf(ThriftNode group, int index)
    {
        var (number, nodes) = (index + 1, group.StructsOf(1));
        if (group.NumberOf(3) is not { } rows || rows is < 0 or > RowsMax || nodes.Count != leaves.Count)
        {
            throw InGroup(number, "columns are missing", "缺少列");
        }

        var chunks = new List<ParquetChunk>(nodes.Count);
        foreach (var leaf in leaves)
        {
            var node = nodes[leaf.Index];
            if (node.Field(8) is not null || node.Field(9) is not null)
            {
                throw Encrypted();
            }

            if (node.Field(1) is not null)
            {
                throw InGroup(number, "a column lies in another file", "有列存于其他文件");
            }

            if (node.Field(ChunkMeta) is not { Type: ThriftType.Struct } meta || meta.NumberOf(1) != (long)leaf.Type || meta.NumberOf(ChunkValues) is not { } values || meta.NumberOf(7) is not { } length || meta.NumberOf(9) is not { } data
                || meta.Field(3) is not { } path || !path.Items.Select(p => p.Bytes).SequenceEqual(leaf.Path.Select(p => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(p)), BytesAlike.Instance))
            {
                throw InGroup(number, "what it says of a column is not of the schema", "列信息与模式不符");
            }

            var start = meta.NumberOf(11) is { } dictionary and > 0 && dictionary < data ? dictionary : data;
            if (start < Magic.Length || length < 0 || start > FooterStart || length > FooterStart - start || values < 0 || (leaf.RepetitionMax == 0 ? values != rows : values < rows))
            {
                throw InGroup(number, "a column does not lie in the file, or has not as many values as there are rows", "有列不在文件范围内，或值数与行数不符");
            }

            chunks.Add(new ParquetChunk(leaf, node, start, length));
        }

        return new ParquetRowGroup(rows, chunks);
    }

    /// <summary>No two chunks share bytes.</summary>
    private void Apart()
    {
        var end = 0L;
        foreach (var chunk in RowGroups.SelectMany(g => g.Chunks).OrderBy(c => c.Start).ThenBy(c => c.Length))
        {
            if (chunk.Start < end)
            {
                throw Broken("two columns share bytes", "有列的数据重叠");
            }

            end = chunk.Start + chunk.Length;
        }
    }

    private static BrokenTableException BadSchema() => Broken("its schema is none", "模式无效");
}
