namespace KeyEcosystem.Kernel.Agreements;

/// <summary>One party's signature over an agreement's document.</summary>
/// <param name="Party">provider or consumer.</param>
/// <param name="Member">Who signed.</param>
/// <param name="Custody">Who holds the key: <c>node</c>, or <c>own</c> when the member alone does.</param>
/// <param name="Key">Ed25519 public key, 64 lower-case hexadecimal digits.</param>
/// <param name="Signature">128 lower-case hexadecimal digits.</param>
/// <param name="At">When the node took it.</param>
public sealed record AgreementSignature(string Party, MemberId Member, string Custody, string Key, string Signature, DateTimeOffset At);
