namespace KeyEcosystem.Client;

/// <summary>What members are looked for by; what is null does not restrict.</summary>
/// <param name="Query">Words of the name, Chinese or English.</param>
/// <param name="Type">Kind of organisation.</param>
/// <param name="State">listed, applied, admitted, suspended or left.</param>
/// <param name="Industry">GB/T 4754 section letter.</param>
/// <param name="Country">ISO 3166 two letters.</param>
public sealed record MemberSearch(string? Query = null, string? Type = null, string? State = null, string? Industry = null, string? Country = null);
