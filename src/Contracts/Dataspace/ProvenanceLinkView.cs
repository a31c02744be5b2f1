using System.Text.Json.Serialization;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>One node of a provenance as another names it.</summary>
/// <param name="Id">Its IRI.</param>
public sealed record ProvenanceLinkView([property: JsonPropertyName("@id")] string Id);
