using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Market.Core;

/// <summary>A statement as CSV (RFC 4180): ids, codes and numbers only, so nothing in it can be a formula.</summary>
public static class StatementCsv
{
    /// <summary>The first line.</summary>
    public const string Header = "settled_at,entry,reading,agreement,asset,role,counterparty,kind,quantity,price_minor,unit_size,currency,amount_minor,amount,basis,outcome,used_from,used_to,demonstration";

    /// <summary>One entry as its member sees it: what it earns is positive, what it pays negative.</summary>
    /// <param name="member">Whose statement.</param>
    /// <param name="at">When it was settled.</param>
    /// <param name="entry">Entry and reading.</param>
    /// <param name="agreement">The agreement.</param>
    /// <param name="asset">What was used.</param>
    /// <param name="provider">Who is paid.</param>
    /// <param name="consumer">Who pays.</param>
    /// <param name="kind">What was measured.</param>
    /// <param name="quantity">How much.</param>
    /// <param name="priceMinor">Price of a unit.</param>
    /// <param name="unitSize">Base units of a unit.</param>
    /// <param name="amount">What is owed.</param>
    /// <param name="basis">Why.</param>
    /// <param name="outcome">How the use ended.</param>
    /// <param name="from">Start of the use.</param>
    /// <param name="to">Its end.</param>
    /// <param name="demonstration">Which books.</param>
    public static string Line(MemberId member, DateTimeOffset at, EntryId entry, AgreementId? agreement, AssetId asset, MemberId provider, MemberId consumer, string kind, long quantity, long priceMinor, long unitSize, Money amount, Basis basis, string outcome, DateTimeOffset from, DateTimeOffset to, bool demonstration)
    {
        var role = RoleOf(member, provider, consumer);
        var minor = role == "consumer" ? -amount.Minor : amount.Minor;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{at.UtcDateTime:O},{entry},{new ReadingId(entry.Value)},{agreement},{asset},{role},{(role == "consumer" ? provider : consumer)},{kind},{quantity},{priceMinor},{unitSize},{MarketWords.Of(amount.Currency)},{minor},{MarketWords.Amount(minor)},{MarketWords.Of(basis)},{outcome},{from.UtcDateTime:O},{to.UtcDateTime:O},{(demonstration ? "true" : "false")}");
    }

    /// <summary>provider, consumer, or own when the member is both.</summary>
    /// <param name="member">Whose statement.</param>
    /// <param name="provider">Who is paid.</param>
    /// <param name="consumer">Who pays.</param>
    public static string RoleOf(MemberId member, MemberId provider, MemberId consumer) => provider == consumer ? "own" : member == provider ? "provider" : "consumer";
}
