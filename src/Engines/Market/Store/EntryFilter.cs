using KeyEcosystem.Kernel;

namespace KeyEcosystem.Market.Store;

/// <summary>Which entries are asked for.</summary>
/// <param name="Member">A party of the entries; null for everybody's.</param>
/// <param name="Demonstration">Which books.</param>
/// <param name="Account">Posted to this account; null for all.</param>
/// <param name="Agreement">Under this agreement; null for all.</param>
/// <param name="From">Settled from then on; null for all.</param>
/// <param name="To">Settled before; null for all.</param>
internal sealed record EntryFilter(MemberId? Member, bool Demonstration, AccountId? Account = null, AgreementId? Agreement = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
{
    public IQueryable<EntryRow> Of(IQueryable<EntryRow> rows, IQueryable<PostingRow> postings)
    {
        rows = rows.Where(e => e.Demonstration == Demonstration);
        if (Member is { } member)
        {
            rows = rows.Where(e => e.Provider == member.Value || e.Consumer == member.Value);
        }

        if (Account is { } account)
        {
            rows = rows.Where(e => postings.Any(p => p.Entry == e.Id && p.Account == account.Value));
        }

        if (Agreement is { } agreement)
        {
            rows = rows.Where(e => e.Agreement == agreement.Value);
        }

        if (From is { } from)
        {
            rows = rows.Where(e => e.At >= from);
        }

        if (To is { } to)
        {
            rows = rows.Where(e => e.At < to);
        }

        return rows;
    }
}
