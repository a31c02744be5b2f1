using System.Text.Json.Serialization;

namespace KeyEcosystem.Kernel;

/// <summary>Names one relation between two members. Text form <c>rel_</c> and 32 hexadecimal digits.</summary>
/// <param name="Value">A UUID, version 7 unless it comes from a bundled registry.</param>
[JsonConverter(typeof(TypedIdJsonConverterFactory))]
public readonly record struct RelationId(Guid Value) : ITypedId<RelationId>
{
    /// <inheritdoc />
    public static string Prefix => "rel";

    /// <inheritdoc />
    public static RelationId From(Guid value) => new(value);

    /// <summary>The border form: prefix, underscore, 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => TypedId.Format(this);

    /// <summary>Reads the border form.</summary>
    /// <param name="text">Text as a person or program sent it.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id, when the text has the right prefix and 32 hexadecimal digits.</param>
    public static bool TryParse(string? text, IFormatProvider? provider, out RelationId result) => TypedId.TryParse(text, out result);
}
