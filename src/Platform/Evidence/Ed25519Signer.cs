using NSec.Cryptography;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>An Ed25519 key.</summary>
internal sealed class Ed25519Signer(Key key) : NodeSigner(Convert.ToHexStringLower(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)))
{
    public static Ed25519Signer Of(byte[] seed) => new(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey));

    public override byte[] Sign(ReadOnlySpan<byte> message) => SignatureAlgorithm.Ed25519.Sign(key, message);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            key.Dispose();
        }

        base.Dispose(disposing);
    }
}
