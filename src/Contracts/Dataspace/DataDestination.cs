namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Where a provider sends the data of a transfer.</summary>
/// <param name="Endpoint">An http or https address, at the scheme, host and port where the provider knows this node.</param>
/// <param name="Token">Sent with the data as a bearer; null where the place needs none.</param>
/// <param name="Method">POST or PUT.</param>
public sealed record DataDestination(string Endpoint, string? Token, string Method);
