using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Numerics;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// Writes the values of a leaf as pages of a Parquet file: plain, packed with gzip, without statistics and without a dictionary, so that nothing of rows that were left out is in it. A page begins
/// with a row.
/// </summary>
/// <param name="leaf">Whose.</param>
/// <param name="deeper">1 where its column became one that may be missing; else 0.</param>
/// <param name="to">Where to; it is written in order.</param>
/// <param name="most">Most bytes before they are packed.</param>
internal sealed class ParquetChunkWriter(ParquetLeaf leaf, int deeper, Stream to, long most)
{
    /// <summary>How pages are packed, by the code of the footer.</summary>
    public const int Gzip = 2;

    private const int PageBytes = 1 << 20;
    private const int PageEntries = 1 << 17;
    private readonly ArrayBufferWriter<byte> values = new();
    private readonly ArrayBufferWriter<byte> page = new();
    private readonly List<byte> definitions = [];
    private readonly List<byte> repetitions = [];
    private readonly int? fixedLength = leaf.Type switch { ParquetType.FixedLengthByteArray => (int)(leaf.Element.NumberOf(ParquetFile.TypeLength) ?? -1), ParquetType.Int96 => 12, _ => null };
    private int bits;
    private int bitCount;

    /// <summary>Values that were written, missing ones with them.</summary>
    public long Entries { get; private set; }

    /// <summary>Bytes of its pages, headers with them.</summary>
    public long Packed { get; private set; }

    /// <summary>Bytes of its pages before they are packed, headers with them.</summary>
    public long Unpacked { get; private set; }

    /// <summary>Begins an entry: a value, or what is missing.</summary>
    /// <param name="repetition">0 for the first one of a row.</param>
    /// <param name="definition">How much of it is there.</param>
    /// <exception cref="BrokenTableException">There are more bytes than may be.</exception>
    public void Entry(int repetition, int definition)
    {
        Debug.Assert(repetition <= leaf.RepetitionMax && definition <= leaf.DefinitionMax + deeper, "An entry is of the schema.");
        if (repetition == 0 && (values.WrittenCount >= PageBytes || definitions.Count >= PageEntries))
        {
            Page();
        }

        definitions.Add((byte)definition);
        repetitions.Add((byte)repetition);
    }

    /// <summary>A truth value.</summary>
    public void Value(bool value)
    {
        bits |= (value ? 1 : 0) << bitCount;
        if (++bitCount == 8)
        {
            Bits();
        }
    }

    /// <summary>32 bits.</summary>
    public void Value(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(values.GetSpan(4), value);
        values.Advance(4);
    }

    /// <summary>64 bits.</summary>
    public void Value(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(values.GetSpan(8), value);
        values.Advance(8);
    }

    /// <summary>Bytes.</summary>
    /// <exception cref="InvalidDataException">They are not as many as the schema says.</exception>
    public void Value(ReadOnlySpan<byte> value)
    {
        if (fixedLength is null)
        {
            Value(value.Length);
        }
        else if (value.Length != fixedLength)
        {
            throw new InvalidDataException("A value has not the length that the schema says.");
        }

        values.Write(value);
    }

    /// <summary>Ends the last page.</summary>
    /// <exception cref="BrokenTableException">There are more bytes than may be.</exception>
    public void End()
    {
        if (definitions.Count > 0)
        {
            Page();
        }
    }

    private void Bits()
    {
        values.GetSpan(1)[0] = (byte)bits;
        values.Advance(1);
        (bits, bitCount) = (0, 0);
    }

    private void Page()
    {
        if (bitCount > 0)
        {
            Bits();
        }

        page.ResetWrittenCount();
        Levels(repetitions, leaf.RepetitionMax);
        Levels(definitions, leaf.DefinitionMax + deeper);
        page.Write(values.WrittenSpan);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(page.WrittenSpan);
        }

        var body = packed.GetBuffer().AsSpan(0, (int)packed.Length);
        var header = ThriftWriter.Write(ThriftNode.Struct(
            (1, ThriftNode.Int(0)),
            (2, ThriftNode.Int(page.WrittenCount)),
            (3, ThriftNode.Int(body.Length)),
            (5, ThriftNode.Struct((1, ThriftNode.Int(definitions.Count)), (2, ThriftNode.Int(0)), (3, ThriftNode.Int(3)), (4, ThriftNode.Int(3))))));
        to.Write(header.Span);
        to.Write(body);
        Entries += definitions.Count;
        Packed += header.Length + body.Length;
        Unpacked += header.Length + page.WrittenCount;
        if (Unpacked > most)
        {
            // A dictionary of long texts, each of which stands in many rows, is a small file.
            throw new BrokenTableException("What is seen of it is too large.", "许可的部分过大。");
        }

        definitions.Clear();
        repetitions.Clear();
        values.ResetWrittenCount();
    }

    /// <summary>Levels as runs of the same, with their length before them; none where there is one level only.</summary>
    private void Levels(List<byte> levels, int max)
    {
        if (max == 0)
        {
            return;
        }

        Debug.Assert(BitOperations.Log2((uint)max) < 8, "A level is one byte.");
        var runs = new ArrayBufferWriter<byte>();
        for (var from = 0; from < levels.Count;)
        {
            var until = from + 1;
            while (until < levels.Count && levels[until] == levels[from])
            {
                until++;
            }

            var head = (uint)(until - from) << 1;
            for (; head >= 0x80; head >>= 7)
            {
                runs.Write([(byte)(head | 0x80)]);
            }

            runs.Write([(byte)head, levels[from]]);
            from = until;
        }

        BinaryPrimitives.WriteInt32LittleEndian(page.GetSpan(4), runs.WrittenCount);
        page.Advance(4);
        page.Write(runs.WrittenSpan);
    }
}
