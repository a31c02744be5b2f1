using KeyEcosystem.Kernel.Evidence;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Evidence;

public sealed class EvidenceProofTests
{
    [Fact]
    public void A_proof_has_one_spelling()
    {
        var proof = Enumerable.Range(1, 200)
            .Select(n => EvidenceLog.Proof(EvidenceLog.Leaves(n), n / 2))
            .First(p => p.Path.Any(h => h.EndsWith("00", StringComparison.Ordinal)));

        Assert.Null(Fault(proof));
        Assert.NotNull(Fault(proof with { Path = [.. proof.Path.Select(h => h.EndsWith("00", StringComparison.Ordinal) ? h[..^2] : h)] }));
        Assert.NotNull(Fault(proof with { Path = [.. proof.Path.Select(h => h.ToUpperInvariant())] }));
        Assert.NotNull(Fault(proof with { Path = [proof.Path[0] + "00", .. proof.Path.Skip(1)] }));
        Assert.NotNull(Fault(proof with { Path = [.. proof.Path, proof.Path[0]] }));
        Assert.NotNull(Fault(proof with { Path = [.. proof.Path.Skip(1)] }));
        Assert.NotNull(Fault(proof with { Leaf = proof.Leaf.Replace("usr_1", "usr_\u00e9", StringComparison.Ordinal) }));
    }

    [Fact]
    public void A_head_whose_key_or_signature_can_not_be_one_is_a_fault()
    {
        var leaves = EvidenceLog.Leaves(2);
        var head = EvidenceLog.Head(leaves);

        foreach (var bad in new[] { head with { Key = "" }, head with { Key = "abc" }, head with { Signature = "" }, head with { Signature = "0" } })
        {
            Assert.NotNull(Fault(EvidenceLog.Proof(leaves, 0) with { Head = bad.Line() }));
        }
    }

    [Fact]
    public void A_hash_cut_short_proves_no_consistency()
    {
        var leaves = EvidenceLog.Leaves(60).Select(l => MerkleTree.LeafHash(l)).ToArray();
        var (tried, passed) = (0, 0);

        for (var n = 2; n <= leaves.Length; n++)
        {
            for (var m = 1; m < n; m++)
            {
                var path = MerkleTree.ConsistencyProof(leaves.AsSpan(0, n), m);
                for (var k = 0; k < path.Count; k++)
                {
                    if (path[k][^1] == 0)
                    {
                        tried++;
                        passed += MerkleTree.VerifyConsistency(m, MerkleTree.Root(leaves.AsSpan(0, m)), n, MerkleTree.Root(leaves.AsSpan(0, n)), [.. path.Select((h, i) => i == k ? h[..^1] : h)]) ? 1 : 0;
                    }
                }
            }
        }

        Assert.True(tried > 0, "no hash ends in zero: choose other leaves");
        Assert.Equal(0, passed);
    }

    private static string? Fault(EvidenceProof proof) => proof.Fault(EvidenceLog.Verify, null);
}
