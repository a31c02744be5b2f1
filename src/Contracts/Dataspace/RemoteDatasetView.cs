using System.Text.Json;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A data set of another connector's catalogue.</summary>
/// <param name="Id">As messages name it.</param>
/// <param name="Title">Its name; null where the other says none.</param>
/// <param name="Formats">In which it can be had.</param>
/// <param name="Offers">Its offers, each to be negotiated as it stands.</param>
public sealed record RemoteDatasetView(string Id, string? Title, IReadOnlyList<string> Formats, IReadOnlyList<JsonElement> Offers)
{
    /// <summary>Ids of those of its offers that are agreed on at once with who takes them as they stand; null where the other does not say which.</summary>
    public IReadOnlyList<string>? Standing { get; init; }
}
