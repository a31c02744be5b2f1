using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>An SM2 key of GM/T 0003 on the recommended curve, with the user id 1234567812345678 of GM/T 0009.</summary>
/// <remarks>A public key is 04, x and y, 65 bytes; a signature is r and s, 32 bytes each, the highest first: one spelling, where DER has several.</remarks>
internal sealed class Sm2Signer : NodeSigner
{
    private const int KeySize = 65;
    private const int SignatureSize = 64;
    private static readonly byte[] UserId = "1234567812345678"u8.ToArray();
    private static readonly ECDomainParameters Curve = new(GMNamedCurves.GetByName("sm2p256v1"));
    private readonly ECPrivateKeyParameters key;

    /// <param name="scalar">The private key, 32 bytes, from 1 to the order of the curve less 2.</param>
    public Sm2Signer(byte[] scalar)
        : base(Convert.ToHexStringLower(Curve.G.Multiply(new BigInteger(1, scalar)).Normalize().GetEncoded(false)))
        => key = new ECPrivateKeyParameters(new BigInteger(1, scalar), Curve);

    /// <summary>A new private key.</summary>
    public static byte[] MakeScalar()
    {
        // GM/T 0003.1 wants d in [1, n-2]; the order's upper half is ones, so nearly every try fits.
        while (true)
        {
            var scalar = System.Security.Cryptography.RandomNumberGenerator.GetBytes(SignatureSize / 2);
            var d = new BigInteger(1, scalar);
            if (d.SignValue > 0 && d.CompareTo(Curve.N.Subtract(BigInteger.Two)) <= 0)
            {
                return scalar;
            }
        }
    }

    /// <summary>Whether a signature is of this key and message; false for bytes that are no key on the curve.</summary>
    public static new bool Verify(byte[] publicKey, byte[] message, byte[] signature)
    {
        if (publicKey.Length != KeySize || publicKey[0] != 0x04 || signature.Length != SignatureSize)
        {
            return false;
        }

        try
        {
            var signer = Signer(false, new ECPublicKeyParameters(Curve.Curve.DecodePoint(publicKey), Curve));
            signer.BlockUpdate(message);
            return signer.VerifySignature(signature);
        }
        catch (Exception wrong) when (wrong is ArgumentException or ArithmeticException)
        {
            // The point is not on the curve.
            return false;
        }
    }

    public override byte[] Sign(ReadOnlySpan<byte> message)
    {
        var signer = Signer(true, new ParametersWithRandom(key, new SecureRandom()));
        signer.BlockUpdate(message);
        return signer.GenerateSignature();
    }

    private static SM2Signer Signer(bool signs, ICipherParameters with)
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest());
        signer.Init(signs, new ParametersWithID(with, UserId));
        return signer;
    }
}
