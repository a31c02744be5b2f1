namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>An operator sets tokens of a connector that is admitted; at least one of the two.</summary>
/// <param name="TokenIn">The token that its calls carry from now on, 32 to 500 characters; only its hash is kept. Null leaves it as it is.</param>
/// <param name="TokenOut">The token that calls to it carry from now on, 1 to 500 visible characters. Null leaves it as it is.</param>
public sealed record PeerTokens(string? TokenIn, string? TokenOut);
