using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Agreements;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What both parties sign, with what they signed: all that an offline check needs.</summary>
/// <param name="Agreement">Agreement id.</param>
/// <param name="Document">The document: canonical JSON (RFC 8785). Its UTF-8 bytes are signed.</param>
/// <param name="Sha256">Hash of these bytes.</param>
/// <param name="Signatures">Those made so far; each says who holds the key.</param>
public sealed record AgreementDocumentView(AgreementId Agreement, string Document, string Sha256, IReadOnlyList<AgreementSignature> Signatures);
