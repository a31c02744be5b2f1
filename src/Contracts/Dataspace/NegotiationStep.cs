using System.Text.Json;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A message of a negotiation that somebody decides to send.</summary>
/// <param name="Message">request (a counter-offer), offer, accept, agreement, verification, finalization or termination.</param>
/// <param name="Offer">With request or offer: the offer with <c>@id</c> and rules; null repeats the last one.</param>
/// <param name="Reason">With termination: why; 1 to 1,000 characters.</param>
public sealed record NegotiationStep(string Message, JsonElement? Offer, string? Reason);
