using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A member asks for an agreement on offered terms, or on others.</summary>
/// <param name="Id">Chosen by the sender; null lets the node choose.</param>
/// <param name="Asset">The asset.</param>
/// <param name="Offer">Which of its offers; null takes the earliest that is open.</param>
public sealed record AgreementRequest(AgreementId? Id, AssetId Asset, OfferId? Offer = null)
{
    /// <summary>Other terms than the offer's, as ODRL: the provider agrees, proposes others or refuses. Null takes the offer as it stands.</summary>
    public JsonElement? Policy { get; init; }

    /// <summary>What is to be said with other terms; at most 1,000 characters.</summary>
    public string? Note { get; init; }
}
