namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>The end of a resumable upload.</summary>
/// <param name="Sha256">Hash of all bytes, 64 hexadecimal digits; what arrived must have it.</param>
/// <param name="MediaType">What the bytes are, e.g. text/csv; null when not said.</param>
public sealed record UploadCompletion(string Sha256, string? MediaType = null);
