using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Ledger;

namespace KeyEcosystem.Market.Core;

/// <summary>Ids that follow from what they name, so that whoever settles finds or makes the same account.</summary>
public static class MarketIds
{
    /// <summary>A member's account. The books of a demonstration are apart from the others.</summary>
    /// <param name="member">Whose.</param>
    /// <param name="kind">Which.</param>
    /// <param name="currency">In which currency.</param>
    /// <param name="demonstration">In which books.</param>
    public static AccountId Account(MemberId member, AccountKind kind, Currency currency, bool demonstration) =>
        new(Derive($"account|{member}|{kind}|{currency}|{demonstration}"));

    /// <summary>The rest that is carried from reading to reading of one kind under one agreement.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="kind">Kind of reading.</param>
    /// <param name="demonstration">In which books.</param>
    public static Guid Carry(AgreementId agreement, string kind, bool demonstration) => Derive($"carry|{agreement}|{kind}|{demonstration}");

    /// <summary>The entry that settles a reading: the same UUID, so that a second one can't be there.</summary>
    /// <param name="reading">The reading.</param>
    public static EntryId Entry(ReadingId reading) => new(reading.Value);

    /// <summary>A UUID of version 8 out of a hash.</summary>
    private static Guid Derive(string of)
    {
        Span<byte> bytes = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(of), bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes[..16], bigEndian: true);
    }
}
