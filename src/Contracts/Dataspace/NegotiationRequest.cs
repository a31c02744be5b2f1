using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Asks another connector for an agreement about a data set of its.</summary>
/// <param name="Peer">Which connector.</param>
/// <param name="Dataset">The data set as its catalogue names it.</param>
/// <param name="Offer">The offer as its catalogue has it, with <c>@id</c> and rules; with other rules it is a counter-offer.</param>
public sealed record NegotiationRequest(PeerId Peer, string Dataset, JsonElement Offer)
{
    /// <summary>Chosen by the sender, so that sending twice is one negotiation; null lets the node choose.</summary>
    public NegotiationId? Id { get; init; }
}
