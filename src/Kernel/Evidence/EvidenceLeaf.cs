using System.Buffers;
using System.Text;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>What one record commits to: ids, verb, outcome, instant and a salted commitment; never free text, never personal data.</summary>
public static class EvidenceLeaf
{
    /// <summary>Bytes of the salt of a commitment.</summary>
    public const int SaltSize = 16;

    /// <summary>Most subjects of a record: a longer line would be refused by the verifier.</summary>
    public const int SubjectsMax = 16;

    /// <summary>Commitment to a detail: the hash over 0x02, the salt and the detail.</summary>
    /// <param name="salt">16 random bytes, erased together with the detail.</param>
    /// <param name="detail">The detail as UTF-8.</param>
    /// <param name="hash">The hash of the suite; SHA-256 when null.</param>
    public static byte[] Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> detail, HashFunction? hash = null)
    {
        if (salt.Length != SaltSize)
        {
            throw new ArgumentException($"A salt has {SaltSize} bytes.", nameof(salt));
        }

        var length = 1 + SaltSize + detail.Length;
        var data = ArrayPool<byte>.Shared.Rent(length);
        data[0] = 0x02;
        salt.CopyTo(data.AsSpan(1));
        detail.CopyTo(data.AsSpan(1 + SaltSize));
        var commitment = MerkleTree.Hashed(data.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(data, clearArray: true);
        return commitment;
    }

    /// <summary>The one spelling of a record: fields separated by a vertical bar, subjects by a comma.</summary>
    /// <param name="id">Record id.</param>
    /// <param name="at">Instant, UTC ticks.</param>
    /// <param name="verb">Lower-case, dotted.</param>
    /// <param name="actor">Id of who acted.</param>
    /// <param name="member">On whose behalf; null when none.</param>
    /// <param name="subjects">Ids concerned.</param>
    /// <param name="outcome">Lower-case, dotted.</param>
    /// <param name="commitment">32 bytes.</param>
    /// <param name="suite">Name of the suite of the log.</param>
    /// <exception cref="ArgumentException">A field holds something that is not an id, verb or code.</exception>
    public static byte[] Encode(Guid id, long at, string verb, string actor, Guid? member, IReadOnlyList<string> subjects, string outcome, ReadOnlySpan<byte> commitment, string suite = CryptoSuite.DefaultName)
    {
        Code(verb, nameof(verb));
        Word(actor, nameof(actor));
        Code(outcome, nameof(outcome));
        if (subjects.Count > SubjectsMax)
        {
            throw new ArgumentException($"A record has at most {SubjectsMax} subjects; this one has {subjects.Count}.", nameof(subjects));
        }

        if (commitment.Length != MerkleTree.HashSize)
        {
            throw new ArgumentException($"A commitment has {MerkleTree.HashSize} bytes.", nameof(commitment));
        }

        foreach (var subject in subjects)
        {
            Word(subject, nameof(subjects));
        }

        return Encoding.ASCII.GetBytes(string.Join('|', suite, new EvidenceId(id), at, verb, actor, member is { } m ? new MemberId(m).ToString() : "", string.Join(',', subjects), outcome, Convert.ToHexStringLower(commitment)));
    }

    /// <summary>The ids that a record concerns.</summary>
    /// <param name="leaf">The record as <see cref="Encode"/> wrote it.</param>
    public static IReadOnlyList<string> SubjectsOf(byte[] leaf) => Encoding.ASCII.GetString(leaf).Split('|')[6].Split(',');

    /// <summary>Whether a line is a record in its one spelling: read and written again it is the same.</summary>
    /// <param name="line">The record without its sequence number.</param>
    /// <param name="suite">Name of the suite that it must be of.</param>
    public static bool IsSpelled(string line, string suite = CryptoSuite.DefaultName)
    {
        var p = line.Split('|');
        if (p.Length != 9 || !EvidenceId.TryParse(p[1], null, out var id) || !long.TryParse(p[2], out var at) || at < 0 || !TreeHead.IsHex(p[8], 2 * MerkleTree.HashSize))
        {
            return false;
        }

        MemberId member = default;
        if (p[5].Length > 0 && !MemberId.TryParse(p[5], null, out member))
        {
            return false;
        }

        try
        {
            var again = Encode(id.Value, at, p[3], p[4], p[5].Length > 0 ? member.Value : null, p[6].Length > 0 ? p[6].Split(',') : [], p[7], Convert.FromHexString(p[8]), suite);
            return Encoding.ASCII.GetString(again) == line;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Code(string text, string field)
    {
        Word(text, field);
        if (text.AsSpan().IndexOfAnyInRange('A', 'Z') >= 0)
        {
            throw new ArgumentException($"Verbs and outcomes are lower-case; \"{text}\" can't stand in {field}.", field);
        }
    }

    private static void Word(string text, string field)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or ':'))
            {
                throw new ArgumentException($"Evidence holds ids and codes only; \"{c}\" can't stand in {field}.", field);
            }
        }

        if (text.Length is 0 or > 100)
        {
            throw new ArgumentException($"Evidence holds ids and codes of 1 to 100 characters; {field} has {text.Length}.", field);
        }
    }
}
