using System.Text.Json;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Terms that somebody thinks of offering: who could use an asset under them?</summary>
/// <param name="Policy">ODRL JSON.</param>
/// <param name="Action">read, compute, transfer or distribute; read without it.</param>
/// <param name="Purpose">The purpose that would be declared; none without it.</param>
public sealed record PolicyAudienceRequest(JsonElement Policy, string? Action = null, string? Purpose = null);
