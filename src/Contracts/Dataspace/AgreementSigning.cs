namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A signature that a member made itself, with its own key.</summary>
/// <param name="Signature">Ed25519 over the UTF-8 bytes of the agreement's document, 128 hexadecimal digits.</param>
public sealed record AgreementSigning(string Signature);
