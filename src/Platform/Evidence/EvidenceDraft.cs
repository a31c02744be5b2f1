using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>A record as it is written, before it has a place in the log.</summary>
internal sealed record EvidenceDraft(Act Act, Guid Id, long At, byte[] Salt, byte[] Leaf, byte[] LeafHash)
{
    /// <summary>Most subjects of one record.</summary>
    public const int SubjectsMax = 16;

    public string Subject => Act.Subjects.Count > 0 ? Act.Subjects[0] : "";

    /// <summary>The subjects after the main one, each once.</summary>
    public IEnumerable<string> Others => Act.Subjects.Skip(1).Where(s => s != Subject).Distinct(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">A field holds something that is not an id, verb or code.</exception>
    public static EvidenceDraft Make(Act act, Guid id, DateTimeOffset at)
    {
        if (act.Subjects.Count > SubjectsMax)
        {
            throw new ArgumentException($"A record has at most {SubjectsMax} subjects; this one has {act.Subjects.Count}.", nameof(act));
        }

        var salt = RandomNumberGenerator.GetBytes(EvidenceLeaf.SaltSize);
        var commitment = EvidenceLeaf.Commit(salt, Encoding.UTF8.GetBytes(act.Detail));
        var leaf = EvidenceLeaf.Encode(id, at.UtcTicks, act.Verb, act.Actor, act.Member, act.Subjects, act.Outcome, commitment);
        return new EvidenceDraft(act, id, at.UtcTicks, salt, leaf, MerkleTree.LeafHash(leaf));
    }
}
