using System.Text.Json.Serialization;

namespace KeyEcosystem.Kernel;

/// <summary>Names another connector that this node negotiates with. Text form <c>per_</c> and 32 hexadecimal digits.</summary>
/// <param name="Value">A UUID, version 7.</param>
[JsonConverter(typeof(TypedIdJsonConverterFactory))]
public readonly record struct PeerId(Guid Value) : ITypedId<PeerId>
{
    /// <inheritdoc />
    public static string Prefix => "per";

    /// <inheritdoc />
    public static PeerId From(Guid value) => new(value);

    /// <summary>The border form: prefix, underscore, 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => TypedId.Format(this);

    /// <summary>Reads the border form.</summary>
    /// <param name="text">Text as a person or program sent it.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id, when the text has the right prefix and 32 hexadecimal digits.</param>
    public static bool TryParse(string? text, IFormatProvider? provider, out PeerId result) => TypedId.TryParse(text, out result);
}
