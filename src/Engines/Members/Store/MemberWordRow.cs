using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Store;

/// <summary>One word that a member is found by.</summary>
internal sealed class MemberWordRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Member { get; init; }

    public required string Word { get; init; }

    /// <summary>The words of a member.</summary>
    public static IEnumerable<MemberWordRow> Of(MemberRow member) => SearchWords.Stored(member.SearchText).Select(w => new MemberWordRow { Id = IdOf(member.Id, w), Version = 1, Member = member.Id, Word = w });

    /// <summary>The same word of the same member has one id, so that it can't be there twice.</summary>
    private static Guid IdOf(Guid member, string word)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData([.. member.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(word)], hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
