using KeyEcosystem.Kernel.Evidence;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Evidence;

public sealed class MerkleTreeTests
{
    private static readonly string[] Inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    /// <summary>The roots of RFC 6962's reference implementation over its eight inputs.</summary>
    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_roots_are_those_of_the_reference_implementation()
    {
        var leaves = Leaves();

        for (var n = 1; n <= leaves.Length; n++)
        {
            Assert.Equal(Roots[n - 1], Convert.ToHexStringLower(MerkleTree.Root(leaves.AsSpan(0, n))));
        }
    }

    [Fact]
    public void The_growing_edge_gives_the_same_roots()
    {
        var leaves = Many(300);
        var frontier = new MerkleFrontier();

        for (var n = 0; n <= leaves.Length; n++)
        {
            Assert.Equal(MerkleTree.Root(leaves.AsSpan(0, n)), frontier.Root());
            if (n < leaves.Length)
            {
                frontier.Append(leaves[n]);
            }
        }
    }

    [Fact]
    public void Every_inclusion_proof_verifies_and_none_verifies_for_another_leaf()
    {
        for (var n = 1; n <= 40; n++)
        {
            var leaves = Many(n);
            var root = MerkleTree.Root(leaves);
            for (var i = 0; i < n; i++)
            {
                var proof = MerkleTree.InclusionProof(leaves, i);

                Assert.True(MerkleTree.VerifyInclusion(leaves[i], i, n, proof, root));
                Assert.False(MerkleTree.VerifyInclusion(MerkleTree.LeafHash([9, 9]), i, n, proof, root));
                Assert.False(MerkleTree.VerifyInclusion(leaves[i], i + 1, n, proof, root));
            }
        }
    }

    [Fact]
    public void Every_consistency_proof_verifies_and_a_rewritten_log_has_none()
    {
        for (var n = 1; n <= 33; n++)
        {
            var leaves = Many(n);
            var root = MerkleTree.Root(leaves);
            for (var m = 1; m <= n; m++)
            {
                var proof = MerkleTree.ConsistencyProof(leaves, m);

                Assert.True(MerkleTree.VerifyConsistency(m, MerkleTree.Root(leaves.AsSpan(0, m)), n, root, proof));
                Assert.False(MerkleTree.VerifyConsistency(m, MerkleTree.LeafHash([7]), n, root, proof));
            }
        }
    }

    private static byte[][] Leaves() => [.. Inputs.Select(i => MerkleTree.LeafHash(Convert.FromHexString(i)))];

    private static byte[][] Many(int n) => [.. Enumerable.Range(0, n).Select(i => MerkleTree.LeafHash(BitConverter.GetBytes(i)))];
}
