using System.Buffers;
using System.Buffers.Binary;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Writes Thrift's compact protocol.</summary>
internal static class ThriftWriter
{
    /// <summary>The bytes of a struct.</summary>
    /// <param name="node">The struct.</param>
    public static ReadOnlyMemory<byte> Write(ThriftNode node)
    {
        var to = new ArrayBufferWriter<byte>();
        Value(to, node);
        return to.WrittenMemory;
    }

    private static void Value(ArrayBufferWriter<byte> to, ThriftNode node)
    {
        switch (node.Type)
        {
            case ThriftType.True or ThriftType.False:
                Byte(to, node.Number == 1 ? 1 : 2);
                break;
            case ThriftType.Byte:
                Byte(to, (int)node.Number & 0xff);
                break;
            case ThriftType.Short or ThriftType.Int or ThriftType.Long:
                Number(to, node.Number);
                break;
            case ThriftType.Double:
                BinaryPrimitives.WriteInt64LittleEndian(to.GetSpan(8), node.Number);
                to.Advance(8);
                break;
            case ThriftType.Binary:
                Unsigned(to, (ulong)node.Bytes.Length);
                to.Write(node.Bytes.Span);
                break;
            case ThriftType.List:
                List(to, node);
                break;
            default:
                Struct(to, node);
                break;
        }
    }

    private static void Struct(ArrayBufferWriter<byte> to, ThriftNode node)
    {
        var last = 0;
        foreach (var (id, value) in node.Fields)
        {
            var type = value.Type == ThriftType.True && value.Number == 0 ? ThriftType.False : value.Type;
            if (id - last is > 0 and <= 15 and var delta)
            {
                Byte(to, (delta << 4) | (int)type);
            }
            else
            {
                Byte(to, (int)type);
                Number(to, id);
            }

            last = id;
            if (type is not (ThriftType.True or ThriftType.False))
            {
                Value(to, value);
            }
        }

        Byte(to, 0);
    }

    private static void List(ArrayBufferWriter<byte> to, ThriftNode node)
    {
        var count = node.Items.Count;
        Byte(to, (Math.Min(count, 15) << 4) | (int)node.Number);
        if (count >= 15)
        {
            Unsigned(to, (ulong)count);
        }

        foreach (var item in node.Items)
        {
            Value(to, item);
        }
    }

    private static void Number(ArrayBufferWriter<byte> to, long number) => Unsigned(to, (ulong)((number << 1) ^ (number >> 63)));

    private static void Unsigned(ArrayBufferWriter<byte> to, ulong number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            Byte(to, (int)(number & 0x7f) | 0x80);
        }

        Byte(to, (int)number);
    }

    private static void Byte(ArrayBufferWriter<byte> to, int value)
    {
        to.GetSpan(1)[0] = (byte)value;
        to.Advance(1);
    }
}
