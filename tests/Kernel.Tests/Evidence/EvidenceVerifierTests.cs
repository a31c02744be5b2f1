using System.Text;
using KeyEcosystem.Kernel.Evidence;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Evidence;

public sealed class EvidenceVerifierTests
{
    [Fact]
    public void A_thousand_random_flips_over_two_thousand_records_are_all_found()
    {
        var export = EvidenceLog.Export(EvidenceLog.Leaves(2000));
        var random = new Random(6962);

        var missed = 0;
        for (var i = 0; i < 1000; i++)
        {
            var at = random.Next(export.Length);
            var was = export[at];
            export[at] ^= (byte)random.Next(1, 256);
            missed += EvidenceLog.Check(export).Holds ? 1 : 0;
            export[at] = was;
        }

        Assert.True(EvidenceLog.Check(export).Holds);
        Assert.Equal(0, missed);
    }

    [Fact]
    public void Every_value_of_every_byte_of_a_small_log_is_found()
    {
        var export = EvidenceLog.Export(EvidenceLog.Leaves(2));
        var missed = new List<string>();

        for (var at = 0; at < export.Length; at++)
        {
            for (var x = 1; x < 256; x++)
            {
                export[at] ^= (byte)x;
                if (EvidenceLog.Check(export).Holds)
                {
                    missed.Add($"{at} ^ {x}");
                }

                export[at] ^= (byte)x;
            }
        }

        Assert.Empty(missed);
    }

    [Fact]
    public void A_log_cut_at_any_byte_is_found()
    {
        var export = EvidenceLog.Export(EvidenceLog.Leaves(3));

        for (var length = 0; length < export.Length; length++)
        {
            Assert.False(EvidenceLog.Check(export[..length]).Holds);
        }
    }

    [Fact]
    public void Random_edits_are_findings_and_never_exceptions()
    {
        var export = EvidenceLog.Export(EvidenceLog.Leaves(4));
        var random = new Random(9162);

        for (var round = 0; round < 5000; round++)
        {
            var copy = export.ToList();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                var at = random.Next(copy.Count);
                switch (random.Next(3))
                {
                    case 0: copy[at] = (byte)random.Next(256); break;
                    case 1: copy.RemoveAt(at); break;
                    default: copy.Insert(at, copy[random.Next(copy.Count)]); break;
                }
            }

            Assert.Equal(copy.SequenceEqual(export), EvidenceLog.Check([.. copy]).Holds);
        }
    }

    [Fact]
    public void The_largest_record_that_can_be_written_verifies()
    {
        Assert.Empty(EvidenceLog.Check(EvidenceLog.Export([EvidenceLog.Leaf(0, EvidenceLeaf.SubjectsMax)])).Findings);
    }

    [Fact]
    public void Lines_that_are_no_records_are_found_even_under_a_true_signature()
    {
        Assert.False(EvidenceLog.Check(EvidenceLog.Export([Encoding.ASCII.GetBytes("Mr Smith telephoned")])).Holds);
    }

    [Fact]
    public void A_log_rewritten_and_signed_again_is_found_by_an_earlier_head()
    {
        var leaves = EvidenceLog.Leaves(9);
        var earlier = EvidenceLog.Head(leaves[..4]);
        Assert.True(EvidenceLog.Check(EvidenceLog.Export(leaves), earlier).Holds);

        leaves[1] = EvidenceLog.Leaf(77);

        Assert.True(EvidenceLog.Check(EvidenceLog.Export(leaves)).Holds);
        Assert.False(EvidenceLog.Check(EvidenceLog.Export(leaves), earlier).Holds);
    }

    [Fact]
    public void A_log_shorter_than_an_earlier_head_is_found()
    {
        var leaves = EvidenceLog.Leaves(9);

        Assert.False(EvidenceLog.Check(EvidenceLog.Export(leaves[..5]), EvidenceLog.Head(leaves)).Holds);
    }

    [Fact]
    public void Two_roots_witnessed_for_one_size_are_named()
    {
        var leaves = EvidenceLog.Leaves(4);
        var head = EvidenceLog.Head(leaves);

        var report = EvidenceLog.Check(EvidenceLog.Export(leaves), head, EvidenceLog.Sign(head with { Root = new string('1', 64) }));

        Assert.Contains(report.Findings, f => f.Contains("two roots", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_heads_of_one_size_and_root_are_no_fork()
    {
        var leaves = EvidenceLog.Leaves(4);
        var head = EvidenceLog.Head(leaves);

        Assert.Empty(EvidenceLog.Check(EvidenceLog.Export(leaves), head, EvidenceLog.Sign(head with { At = head.At + 1 })).Findings);
    }

    [Fact]
    public void A_witnessed_head_of_another_node_changed_or_of_a_false_empty_log_is_found()
    {
        var leaves = EvidenceLog.Leaves(4);
        var export = EvidenceLog.Export(leaves);

        Assert.False(EvidenceLog.Check(export, EvidenceLog.Head(leaves, "other")).Holds);
        Assert.False(EvidenceLog.Check(export, EvidenceLog.Head(leaves) with { Signature = new string('0', 64) }).Holds);
        Assert.False(EvidenceLog.Check(export, EvidenceLog.Sign(EvidenceLog.Head([]) with { Root = new string('1', 64) })).Holds);
        Assert.True(EvidenceLog.Check(export, EvidenceLog.Head([])).Holds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a|b")]
    [InlineData("节点")]
    public void A_name_that_would_spoil_an_export_is_refused(string node)
    {
        Assert.Throws<ArgumentException>(() => EvidenceVerifier.Header(node));
        Assert.Null(TreeHead.Parse((EvidenceLog.Head([]) with { Node = node }).Line()));
    }
}
