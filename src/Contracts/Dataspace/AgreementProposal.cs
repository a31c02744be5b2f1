using System.Text.Json;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Other terms than those that the other party has proposed last: a counter-offer.</summary>
/// <param name="Policy">ODRL: permission, prohibition, obligation. On a result that inherits terms these hold too.</param>
/// <param name="Note">What is to be said with it; at most 1,000 characters.</param>
public sealed record AgreementProposal(JsonElement Policy, string? Note = null);
