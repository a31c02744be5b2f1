namespace KeyEcosystem.Client;

/// <summary>What members are looked for by; what is null does not restrict.</summary>
/// <param name="Query">Words of the name, Chinese or English.</param>
/// <param name="Type">Kind of organisation.</param>
/// <param name="State">listed, applied, admitted, suspended or left.</param>
public sealed record MemberSearch(string? Query = null, string? Type = null, string? State = null);
