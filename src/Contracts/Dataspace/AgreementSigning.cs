namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What a step of an agreement is taken with: a signature that a member made itself, the document that it has read.</summary>
/// <param name="Signature">Ed25519 over the UTF-8 bytes of the agreement's document, 128 hexadecimal digits, made with the member's own key; null lets the node sign.</param>
public sealed record AgreementSigning(string? Signature = null)
{
    /// <summary>Hash of the document that was read: the step is refused when other terms were proposed since. Null takes the terms as they are.</summary>
    public string? DocumentSha256 { get; init; }
}
