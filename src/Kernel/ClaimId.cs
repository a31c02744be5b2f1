using System.Text.Json.Serialization;

namespace KeyEcosystem.Kernel;

/// <summary>Names one figure that somebody outside states. Text form <c>clm_</c> and 32 hexadecimal digits.</summary>
/// <param name="Value">A UUID, version 7.</param>
[JsonConverter(typeof(TypedIdJsonConverterFactory))]
public readonly record struct ClaimId(Guid Value) : ITypedId<ClaimId>
{
    /// <inheritdoc />
    public static string Prefix => "clm";

    /// <inheritdoc />
    public static ClaimId From(Guid value) => new(value);

    /// <summary>The border form: prefix, underscore, 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => TypedId.Format(this);

    /// <summary>Reads the border form.</summary>
    /// <param name="text">Text as a person or program sent it.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id, when the text has the right prefix and 32 hexadecimal digits.</param>
    public static bool TryParse(string? text, IFormatProvider? provider, out ClaimId result) => TypedId.TryParse(text, out result);
}
