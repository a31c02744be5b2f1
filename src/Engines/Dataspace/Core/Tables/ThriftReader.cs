using System.Buffers.Binary;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Reads Thrift's compact protocol from foreign bytes: within bounds, and no deeper and no more than what a footer has.</summary>
internal sealed class ThriftReader(ReadOnlyMemory<byte> bytes)
{
    private const int DepthMax = 16;
    private const int NodesMax = 4_000_000;
    private int nodes;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads a struct.</summary>
    /// <returns>Null where the bytes hold none, or end within it.</returns>
    public ThriftNode? Struct() => Struct(0);

    private ThriftNode? Struct(int depth)
    {
        var fields = new List<(int Id, ThriftNode Value)>();
        var last = 0;
        while (true)
        {
            if (Byte() is not { } head)
            {
                return null;
            }

            if (head == 0)
            {
                return ThriftNode.Struct(fields);
            }

            var (delta, type) = (head >> 4, (ThriftType)(head & 15));
            if ((delta > 0 ? last + delta : Number()) is not { } id || id is <= 0 or > short.MaxValue || fields.Exists(f => f.Id == id))
            {
                return null;
            }

            last = (int)id;
            var value = type is ThriftType.True or ThriftType.False ? ThriftNode.Of(ThriftType.True, type == ThriftType.True ? 1 : 0) : Value(type, depth + 1);
            if (value is null)
            {
                return null;
            }

            fields.Add((last, value));
        }
    }

    private ThriftNode? Value(ThriftType type, int depth)
    {
        if (++nodes > NodesMax || depth > DepthMax)
        {
            return null;
        }

        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                return Byte() is { } truth ? ThriftNode.Of(ThriftType.True, truth == 1 ? 1 : 0) : null;
            case ThriftType.Byte:
                return Byte() is { } small ? ThriftNode.Of(type, (sbyte)small) : null;
            case ThriftType.Short or ThriftType.Int or ThriftType.Long:
                return Number() is { } number ? ThriftNode.Of(type, number) : null;
            case ThriftType.Double:
                return Take(8) is { } bits ? ThriftNode.Of(type, BinaryPrimitives.ReadInt64LittleEndian(bits.Span)) : null;
            case ThriftType.Binary:
                return Length() is { } length && Take(length) is { } text ? ThriftNode.Binary(text) : null;
            case ThriftType.Struct:
                return Struct(depth);
            case ThriftType.List:
                return List(depth);
            default:
                // Sets, maps and what came later are in no footer.
                return null;
        }
    }

    private ThriftNode? List(int depth)
    {
        if (Byte() is not { } head || (head >> 4 == 15 ? Length() : head >> 4) is not { } count || count > bytes.Length - Position)
        {
            return null;
        }

        var (of, items) = ((ThriftType)(head & 15), new List<ThriftNode>(Math.Min(count, 1024)));
        for (var i = 0; i < count; i++)
        {
            if (Value(of, depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        return ThriftNode.List(of, items);
    }

    private byte? Byte() => Position < bytes.Length ? bytes.Span[Position++] : null;

    private ReadOnlyMemory<byte>? Take(int count)
    {
        if (count > bytes.Length - Position)
        {
            return null;
        }

        var taken = bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    private int? Length() => Unsigned() is { } length and <= int.MaxValue ? (int)length : null;

    private long? Number() => Unsigned() is { } bits ? (long)(bits >> 1) ^ -(long)(bits & 1) : null;

    private ulong? Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (Byte() is not { } part)
            {
                return null;
            }

            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        return null;
    }
}
