namespace KeyEcosystem.Contracts.Operations;

/// <summary>Asks for the node's keys, encrypted.</summary>
/// <param name="Passphrase">What they are encrypted under, at least 12 characters; it is not kept.</param>
public sealed record KeyBackupRequest(string Passphrase);
