namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A name by which others know a thing.</summary>
/// <param name="Of">Its id here.</param>
/// <param name="Identifier">The name.</param>
public sealed record IdentifierView(string Of, string Identifier);
