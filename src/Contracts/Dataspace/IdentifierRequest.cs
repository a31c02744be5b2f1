namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Gives a thing a name by which others know it: a DOI, an identifier of a national scheme, a connector's own.</summary>
/// <param name="Of">Id of an asset, offer or agreement of yours.</param>
/// <param name="Identifier">The name, 1 to 500 visible characters, unique for its kind.</param>
public sealed record IdentifierRequest(string Of, string Identifier);
