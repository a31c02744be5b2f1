using System.Security.Cryptography;
using System.Text;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>What one record commits to: ids, verb, outcome, instant and a salted commitment; never free text, never personal data.</summary>
public static class EvidenceLeaf
{
    /// <summary>Bytes of the salt of a commitment.</summary>
    public const int SaltSize = 16;

    /// <summary>Commitment to a detail: SHA-256 over 0x02, the salt and the detail.</summary>
    /// <param name="salt">16 random bytes, erased together with the detail.</param>
    /// <param name="detail">The detail as UTF-8.</param>
    public static byte[] Commit(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> detail)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0x02]);
        hash.AppendData(salt);
        hash.AppendData(detail);
        return hash.GetHashAndReset();
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
    /// <exception cref="ArgumentException">A field holds something that is not an id, verb or code.</exception>
    public static byte[] Encode(Guid id, long at, string verb, string actor, Guid? member, IReadOnlyList<string> subjects, string outcome, ReadOnlySpan<byte> commitment)
    {
        Word(verb, nameof(verb));
        Word(actor, nameof(actor));
        Word(outcome, nameof(outcome));
        foreach (var subject in subjects)
        {
            Word(subject, nameof(subjects));
        }

        return Encoding.ASCII.GetBytes(string.Join('|', "sha256-ed25519", new EvidenceId(id), at, verb, actor, member is { } m ? new MemberId(m).ToString() : "", string.Join(',', subjects), outcome, Convert.ToHexStringLower(commitment)));
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
