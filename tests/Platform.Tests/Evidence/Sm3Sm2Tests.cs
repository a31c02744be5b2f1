using System.Text;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Evidence;

public sealed class Sm3Sm2Tests
{
    /// <summary>The example of GM/T 0003.5: the recommended curve, user id 1234567812345678, message "message digest".</summary>
    private const string PublicKey = "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
    private const string PrivateKey = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
    private const string Signature = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
    private static readonly byte[] Message = "message digest"u8.ToArray();

    [Theory]
    [InlineData("abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")]
    [InlineData("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd", "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732")]
    public void The_hashes_of_GM_T_0004_are_met(string text, string hash) => Assert.Equal(hash, Convert.ToHexStringLower(Hash(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void The_signature_of_GM_T_0003_5_verifies_and_no_changed_byte_of_it_does()
    {
        var (key, signature) = (Convert.FromHexString(PublicKey), Convert.FromHexString(Signature));
        Assert.True(Sm2Signer.Verify(key, Message, signature));

        for (var i = 0; i < signature.Length; i++)
        {
            Assert.False(Sm2Signer.Verify(key, Message, Changed(signature, i)));
        }

        for (var i = 0; i < key.Length; i++)
        {
            Assert.False(Sm2Signer.Verify(Changed(key, i), Message, signature));
        }

        Assert.False(Sm2Signer.Verify(key, [.. Message, 0], signature));
        Assert.False(Sm2Signer.Verify(key, Message, new byte[64]));
        Assert.False(Sm2Signer.Verify(key, Message, signature[..63]));
        Assert.False(Sm2Signer.Verify(new byte[65], Message, signature));
        Assert.False(Sm2Signer.Verify([], Message, signature));
    }

    [Fact]
    public void The_private_key_of_GM_T_0003_5_has_the_public_key_there_and_what_it_signs_verifies()
    {
        using var signer = new Sm2Signer(Convert.FromHexString(PrivateKey));

        var signed = signer.Sign("anything"u8);

        Assert.Equal(PublicKey, signer.PublicKey);
        Assert.Equal(64, signed.Length);
        Assert.True(Sm2Signer.Verify(Convert.FromHexString(PublicKey), "anything"u8.ToArray(), signed));
        Assert.True(CryptoSuites.Verify(Convert.FromHexString(PublicKey), "anything"u8.ToArray(), signed));
        Assert.False(NodeSigner.Verify(Convert.FromHexString(PublicKey), "anything"u8.ToArray(), signed));
    }

    [Fact]
    public void The_tree_over_SM3_is_the_one_that_the_definition_gives()
    {
        byte[][] leaves = [.. Enumerable.Range(0, 40).Select(i => Encoding.ASCII.GetBytes($"leaf {i}"))];
        byte[][] hashes = [.. leaves.Select(l => MerkleTree.LeafHash(l, Sm3.Hash))];
        var frontier = new MerkleFrontier(Sm3.Hash);
        Assert.Equal(Hash([]), frontier.Root());
        for (var n = 1; n <= leaves.Length; n++)
        {
            frontier.Append(hashes[n - 1]);
            var root = Obvious(leaves[..n]);
            Assert.Equal(root, frontier.Root());
            Assert.Equal(root, MerkleTree.Root(hashes.AsSpan(0, n), Sm3.Hash));
            for (var i = 0; i < n; i++)
            {
                var path = MerkleTree.InclusionProof(hashes.AsSpan(0, n), i, Sm3.Hash);
                Assert.True(MerkleTree.VerifyInclusion(hashes[i], i, n, path, root, Sm3.Hash));
                Assert.Equal(n == 1, MerkleTree.VerifyInclusion(hashes[i], i, n, path, root));
                var growth = MerkleTree.ConsistencyProof(hashes.AsSpan(0, n), i + 1, Sm3.Hash);
                Assert.True(MerkleTree.VerifyConsistency(i + 1, Obvious(leaves[..(i + 1)]), n, root, growth, Sm3.Hash));
                Assert.Equal(i + 1 == n, MerkleTree.VerifyConsistency(i + 1, Obvious(leaves[..(i + 1)]), n, root, growth));
            }
        }
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        var changed = (byte[])bytes.Clone();
        changed[at] ^= 1;
        return changed;
    }

    /// <summary>RFC 6962, section 2.1, word by word.</summary>
    private static byte[] Obvious(byte[][] leaves)
    {
        if (leaves.Length == 1)
        {
            return Hash([0, .. leaves[0]]);
        }

        var k = 1;
        while (2 * k < leaves.Length)
        {
            k *= 2;
        }

        return Hash([1, .. Obvious(leaves[..k]), .. Obvious(leaves[k..])]);
    }

    private static byte[] Hash(byte[] data)
    {
        var hash = new byte[32];
        Sm3.Hash(data, hash);
        return hash;
    }
}
