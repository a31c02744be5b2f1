using System.Text.Json.Serialization;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>An entity (asset), an activity (job) or an agent (organisation) of a provenance.</summary>
/// <param name="Id">Its IRI.</param>
/// <param name="Type">prov:Entity, prov:Activity, or prov:Agent with prov:Organization.</param>
public sealed record ProvenanceNodeView([property: JsonPropertyName("@id")] string Id, [property: JsonPropertyName("@type")] IReadOnlyList<string> Type)
{
    /// <summary>An asset's name; left out of what the reader's catalogue does not list.</summary>
    [JsonPropertyName("dcterms:title"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Title { get; init; }

    /// <summary>An organisation's names, each with its language.</summary>
    [JsonPropertyName("foaf:name"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProvenanceTextView>? Name { get; init; }

    /// <summary>SHA-256 of an asset's bytes, lower-case hexadecimal.</summary>
    [JsonPropertyName("keyeco:sha256"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Sha256 { get; init; }

    /// <summary>When an asset was published, or made.</summary>
    [JsonPropertyName("prov:generatedAtTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? GeneratedAt { get; init; }

    /// <summary>What an asset was made of.</summary>
    [JsonPropertyName("prov:wasDerivedFrom"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProvenanceLinkView>? DerivedFrom { get; init; }

    /// <summary>The job that made an asset.</summary>
    [JsonPropertyName("prov:wasGeneratedBy"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProvenanceLinkView? GeneratedBy { get; init; }

    /// <summary>Whose an asset is.</summary>
    [JsonPropertyName("prov:wasAttributedTo"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProvenanceLinkView? AttributedTo { get; init; }

    /// <summary>What a job used.</summary>
    [JsonPropertyName("prov:used"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<ProvenanceLinkView>? Used { get; init; }

    /// <summary>Who had a job run.</summary>
    [JsonPropertyName("prov:wasAssociatedWith"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProvenanceLinkView? AssociatedWith { get; init; }

    /// <summary>Whether the terms of its sources bind a result still.</summary>
    [JsonPropertyName("keyeco:inheritsTerms"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Inherits { get; init; }
}
