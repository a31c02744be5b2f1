using System.Text;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// A value of Thrift's compact protocol as a tree. What this program does not know of a footer stays in it as it was: only what is taken out is gone.
/// </summary>
internal sealed class ThriftNode
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly List<(int Id, ThriftNode Value)>? fields;

    private ThriftNode(ThriftType type, long number = 0, ReadOnlyMemory<byte> bytes = default, IReadOnlyList<ThriftNode>? items = null, List<(int Id, ThriftNode Value)>? fields = null)
    {
        (Type, Number, Bytes, Items, this.fields) = (type, number, bytes, items ?? [], fields);
    }

    /// <summary>Its type.</summary>
    public ThriftType Type { get; }

    /// <summary>A number, the bits of a floating-point number, or 1 for true; of a list the type of its elements.</summary>
    public long Number { get; }

    /// <summary>Bytes of a text.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Elements of a list.</summary>
    public IReadOnlyList<ThriftNode> Items { get; }

    /// <summary>Fields of a struct, by ascending number.</summary>
    public IReadOnlyList<(int Id, ThriftNode Value)> Fields => fields ?? [];

    /// <summary>A number of 32 bits.</summary>
    public static ThriftNode Int(int number) => new(ThriftType.Int, number);

    /// <summary>A number of 64 bits.</summary>
    public static ThriftNode Long(long number) => new(ThriftType.Long, number);

    /// <summary>A number, truth value or the bits of a floating-point number.</summary>
    public static ThriftNode Of(ThriftType type, long number) => new(type, number);

    /// <summary>Bytes.</summary>
    public static ThriftNode Binary(ReadOnlyMemory<byte> bytes) => new(ThriftType.Binary, bytes: bytes);

    /// <summary>A text.</summary>
    public static ThriftNode Text(string text) => Binary(Encoding.UTF8.GetBytes(text));

    /// <summary>A list.</summary>
    public static ThriftNode List(ThriftType of, IReadOnlyList<ThriftNode> items) => new(ThriftType.List, (long)of, items: items);

    /// <summary>A struct.</summary>
    public static ThriftNode Struct(params IEnumerable<(int Id, ThriftNode Value)> fields) => new(ThriftType.Struct, fields: [.. fields.OrderBy(f => f.Id)]);

    /// <summary>A field of a struct; null where it has none of that number.</summary>
    /// <param name="id">The number.</param>
    public ThriftNode? Field(int id)
    {
        foreach (var (at, value) in Fields)
        {
            if (at == id)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>A number of a struct; null where it has none.</summary>
    public long? NumberOf(int id) => Field(id) is { Type: >= ThriftType.True and <= ThriftType.Long, Number: var number } ? number : null;

    /// <summary>A text of a struct; null where it has none, or it is no UTF-8.</summary>
    public string? TextOf(int id)
    {
        try
        {
            return Field(id) is { Type: ThriftType.Binary, Bytes: var bytes } ? Strict.GetString(bytes.Span) : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The structs in a list of a struct; none where it has no such list.</summary>
    public IReadOnlyList<ThriftNode> StructsOf(int id) => Field(id) is { Type: ThriftType.List, Number: (long)ThriftType.Struct, Items: var items } ? items : [];

    /// <summary>The struct with a field set.</summary>
    public ThriftNode With(int id, ThriftNode value) => Struct([.. Fields.Where(f => f.Id != id), (id, value)]);

    /// <summary>The struct without fields.</summary>
    public ThriftNode Without(params int[] ids) => Struct(Fields.Where(f => !ids.Contains(f.Id)));
}
