using System.Text;
using KeyEcosystem.Kernel.Evidence;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Evidence;

public sealed class EvidenceLeafTests
{
    [Fact]
    public void What_is_written_is_spelled_and_nothing_else_is()
    {
        var line = Encoding.ASCII.GetString(EvidenceLog.Leaf(1, 2));

        Assert.True(EvidenceLeaf.IsSpelled(line));
        Assert.True(EvidenceLeaf.IsSpelled(Encoding.ASCII.GetString(EvidenceLog.Leaf(2, 0))));
        Assert.All(
            [
                "", "x", line + "|", line + " ", " " + line, line.ToUpperInvariant(),
                line.Replace("sha256", "sha512", StringComparison.Ordinal),
                line.Replace("|638", "|0638", StringComparison.Ordinal),
                line.Replace("|638", "|+638", StringComparison.Ordinal),
                line.Replace("|638", "|-638", StringComparison.Ordinal),
                line.Replace("thing.done", "Thing.done", StringComparison.Ordinal),
                line.Replace("usr_1", "", StringComparison.Ordinal),
                line.Replace("usr_1", "J. Smith", StringComparison.Ordinal),
                line.Replace(",thg", ",,thg", StringComparison.Ordinal),
                line[..^2],
            ],
            other => Assert.False(EvidenceLeaf.IsSpelled(other), other));
    }

    [Fact]
    public void Salt_commitment_verb_and_subjects_have_their_form()
    {
        Assert.ThrowsAny<ArgumentException>(() => EvidenceLeaf.Commit(new byte[15], [0, 1]));
        Assert.ThrowsAny<ArgumentException>(() => EvidenceLog.Leaf(0, EvidenceLeaf.SubjectsMax + 1));
        Assert.ThrowsAny<ArgumentException>(() => EvidenceLeaf.Encode(Guid.Empty, 1, "Thing.done", "usr_1", null, [], "done", new byte[32]));
        Assert.ThrowsAny<ArgumentException>(() => EvidenceLeaf.Encode(Guid.Empty, 1, "thing.done", "usr_1", null, [], "Done", new byte[32]));
        Assert.ThrowsAny<ArgumentException>(() => EvidenceLeaf.Encode(Guid.Empty, 1, "thing.done", "usr_1", null, [], "done", new byte[31]));
    }
}
