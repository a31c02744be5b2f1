using System.Text.Json.Serialization;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Words with their language.</summary>
/// <param name="Language">zh or en.</param>
/// <param name="Value">The words.</param>
public sealed record ProvenanceTextView([property: JsonPropertyName("@language")] string Language, [property: JsonPropertyName("@value")] string Value);
