using Org.BouncyCastle.Crypto.Digests;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>The hash of GM/T 0004 (GB/T 32905, ISO/IEC 10118-3).</summary>
internal static class Sm3
{
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var digest = new SM3Digest();
        digest.BlockUpdate(data);
        digest.DoFinal(hash);
    }
}
