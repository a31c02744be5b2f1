using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using KeyEcosystem.Dataspace.Core.Tables;

namespace KeyEcosystem.Dataspace.Tests.Core;

/// <summary>
/// Parquet files that another writer made, with every type, lists, maps and structs in 80 rows of two row groups, and their values as that writer reads them. Both hold the same: one with data pages
/// of version 1 (snappy), one of version 2 (zstd, truth values as runs).
/// </summary>
internal static class ArrowFile
{
    public static byte[] Pages1 { get; } = Bytes("arrow.parquet");

    public static byte[] Pages2 { get; } = Bytes("arrow-pages2.parquet");

    /// <summary>The values of each leaf by its path, a text a row: entries with a semicolon between them, <c>null@N</c> for one of which N levels are there.</summary>
    public static IReadOnlyDictionary<string, List<string>> Values { get; } = JsonSerializer.Deserialize<Dictionary<string, List<string>>>(Bytes("arrow.json"))!;

    /// <summary>The values of a file as this program unpacks them, in the same words.</summary>
    public static async Task<Dictionary<string, List<string>>> Read(byte[] bytes)
    {
        using var table = new MemoryStream(bytes);
        var file = await ParquetFile.Read(table, default);
        await using var decoder = await ParquetDecoder.Open(table, file, file.Columns, default);
        var read = new Dictionary<string, List<string>>();
        foreach (var leaf in file.Columns.SelectMany(c => c.Leaves))
        {
            var rows = read[string.Join('.', leaf.Path)] = [];
            for (var group = 0; group < file.RowGroups.Count; group++)
            {
                using var values = await decoder.Read(group, leaf, default);
                Add(values, leaf, (int)file.RowGroups[group].Rows, rows);
            }
        }

        return read;
    }

    /// <summary>A file with another footer.</summary>
    public static byte[] With(byte[] file, Func<ThriftNode, ThriftNode> footer)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(file.Length - 8));
        var changed = ThriftWriter.Write(footer(new ThriftReader(file.AsMemory(file.Length - 8 - length, length)).Struct()!));
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, changed.Length);
        return [.. file[..^(8 + length)], .. changed.ToArray(), .. size, .. "PAR1"u8];
    }

    /// <summary>The footer of a file.</summary>
    public static ThriftNode Footer(byte[] file)
    {
        ThriftNode? footer = null;
        With(file, f => footer = f);
        return footer!;
    }

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(ArrowFile).Assembly.GetManifestResourceStream(name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Add(ParquetValues values, ParquetLeaf leaf, int count, List<string> rows)
    {
        // As they lie: bytes as one number, texts as texts, whatever the schema means by them.
        var plain = ThriftNode.Struct((1, ThriftNode.Int((int)leaf.Type)));
        var text = new ParquetText(leaf.Type switch { ParquetType.ByteArray => plain.With(6, ThriftNode.Int(0)), ParquetType.FixedLengthByteArray => plain.With(6, ThriftNode.Int(5)), _ => plain });
        var entries = values.Definitions.IsEmpty ? count : values.Definitions.Length;
        for (var (i, at) = (0, 0); i < entries; i++)
        {
            var definition = values.Definitions.IsEmpty ? 0 : values.Definitions[i];
            var said = definition == leaf.DefinitionMax ? values.Text(at++, text)! : $"null@{definition}";
            if (values.Repetitions.IsEmpty || values.Repetitions[i] == 0)
            {
                rows.Add(said);
            }
            else
            {
                rows[^1] += ";" + said;
            }
        }
    }

    /// <summary>What Arrow said of a value, as this program says it.</summary>
    public static string Same(string leaf, string said) => said.StartsWith("null", StringComparison.Ordinal) ? said : leaf switch
    {
        "dec" or "uuid" or "flba" => new BigInteger(Convert.FromHexString(said), isBigEndian: true).ToString(CultureInfo.InvariantCulture),
        "b" or "br" => said.ToLowerInvariant(),
        "i96" when said.Split(':').Select(long.Parse).ToArray() is [var low, var high, var day] =>
            DateTime.UnixEpoch.AddDays(day - 2_440_588).AddTicks(((high << 32) + low) / 100).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => said,
    };
}
