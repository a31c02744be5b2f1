namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Data that a provider has sent to this node.</summary>
/// <param name="Sha256">Its hash, 64 hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
/// <param name="MediaType">What the sender says that it is; null when it does not.</param>
/// <param name="At">When it was whole.</param>
public sealed record ReceivedDataView(string Sha256, long Length, string? MediaType, DateTimeOffset At);
