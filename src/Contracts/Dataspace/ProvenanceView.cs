using System.Text.Json.Serialization;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>How an asset came about, in W3C PROV (PROV-O as JSON-LD, https://www.w3.org/TR/prov-o/).</summary>
/// <param name="Context">What the names mean.</param>
/// <param name="Graph">The asset, what it was made of, the jobs that made it, and whose all that is; the asset first.</param>
public sealed record ProvenanceView(
    [property: JsonPropertyName("@context")] IReadOnlyDictionary<string, string> Context,
    [property: JsonPropertyName("@graph")] IReadOnlyList<ProvenanceNodeView> Graph)
{
    /// <summary>Whether there is more behind it than the graph holds.</summary>
    [JsonPropertyName("keyeco:cut")]
    public bool Cut { get; init; }
}
