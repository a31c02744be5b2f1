using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Market.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Market.Store;

/// <summary>Reads accounts and entries into views. A member, where one is given, sees its own accounts and postings only.</summary>
internal sealed class LedgerReads(IDbContextFactory<NodeContext> contexts, IEnumerable<IReadingJobs> jobs)
{
    public async Task<Page<AccountView>> Accounts(MemberId? member, bool demonstration, Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<AccountRow>().Where(a => a.Demonstration == demonstration);
        if (member is { } one)
        {
            rows = rows.Where(a => a.Member == one.Value);
        }

        if (after is { } cursor)
        {
            rows = rows.Where(a => a.Id.CompareTo(cursor) > 0);
        }

        var page = await rows.OrderBy(a => a.Id).Take(limit + 1).ToListAsync(stop);
        return new Page<AccountView>([.. page.Take(limit).Select(View)], page.Count > limit ? page[limit - 1].Id.ToString("n") : null);
    }

    public async Task<AccountRow?> Find(AccountId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AccountRow>().FirstOrDefaultAsync(a => a.Id == id.Value, stop);
    }

    /// <summary>The newest first.</summary>
    public async Task<Page<EntryView>> Entries(EntryFilter filter, EntryCursor? before, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = filter.Of(db.Set<EntryRow>(), db.Set<PostingRow>());
        if (before is { } cursor)
        {
            rows = rows.Where(e => e.At < cursor.At || (e.At == cursor.At && e.Id.CompareTo(cursor.Id) < 0));
        }

        var page = await rows.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(limit + 1).ToListAsync(stop);
        var shown = page.Take(limit).ToList();
        return new Page<EntryView>(await Views(db, shown, filter.Member, stop), page.Count > limit ? new EntryCursor(shown[^1].At, shown[^1].Id).ToString() : null);
    }

    public async Task<EntryView?> Entry(EntryId id, MemberId? member, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<EntryRow>().FirstOrDefaultAsync(e => e.Id == id.Value, stop) is { } row && (member is null || member.Value.Value == row.Provider || member.Value.Value == row.Consumer)
            ? (await Views(db, [row], member, stop))[0]
            : null;
    }

    public async Task<TrialBalanceView> TrialBalance(MemberId? member, bool demonstration, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<AccountRow>().Where(a => a.Demonstration == demonstration);
        if (member is { } one)
        {
            rows = rows.Where(a => a.Member == one.Value);
        }

        var kinds = await rows.GroupBy(a => new { a.Kind, a.Currency })
            .Select(g => new { g.Key.Kind, g.Key.Currency, Accounts = g.LongCount(), Debit = g.Sum(a => a.DebitMinor), Credit = g.Sum(a => a.CreditMinor) }).ToListAsync(stop);
        return new TrialBalanceView(
            member, demonstration,
            kinds.GroupBy(k => k.Currency).All(c => c.Sum(k => k.Debit) == c.Sum(k => k.Credit)),
            [.. kinds.OrderBy(k => k.Currency).ThenBy(k => k.Kind).Select(k => new TrialBalanceRowView(MarketWords.Of(k.Kind), MarketWords.Of(k.Currency), k.Accounts, k.Debit, k.Credit))]);
    }

    private async Task<IReadOnlyList<EntryView>> Views(NodeContext db, List<EntryRow> rows, MemberId? member, CancellationToken stop)
    {
        var entries = rows.Select(e => e.Id).ToArray();
        var own = member?.Value;
        var postings = await db.Set<PostingRow>().Where(p => entries.Contains(p.Entry))
            .Join(db.Set<AccountRow>().Where(a => own == null || a.Member == own), p => p.Account, a => a.Id, (p, a) => new { p.Id, p.Entry, p.Account, a.Member, a.Kind, p.AmountMinor })
            .OrderBy(p => p.Id).ToListAsync(stop);
        var byEntry = postings.ToLookup(p => p.Entry, p => new PostingView(new AccountId(p.Account), new MemberId(p.Member), MarketWords.Of(p.Kind), p.AmountMinor));
        var subjects = entries.Select(e => new EntryId(e).ToString()).ToArray();
        var records = (await db.Set<EvidenceRow>().Where(r => subjects.Contains(r.Subject) && (own == null || r.Member == own)).OrderBy(r => r.Sequence).Select(r => new { r.Subject, r.Id }).ToListAsync(stop))
            .DistinctBy(r => r.Subject).ToDictionary(r => r.Subject, r => new EvidenceId(r.Id), StringComparer.Ordinal);
        var of = new Dictionary<ReadingId, JobId>();
        foreach (var answer in jobs)
        {
            foreach (var (reading, job) in await answer.Of([.. entries.Select(e => new ReadingId(e))], stop))
            {
                of[reading] = job;
            }
        }

        return [.. rows.Select(e => View(e, records.TryGetValue(new EntryId(e.Id).ToString(), out var record) ? record : null, [.. byEntry[e.Id]]) with { Job = of.TryGetValue(new ReadingId(e.Id), out var job) ? job : null })];
    }

    private static AccountView View(AccountRow a) => new(new AccountId(a.Id), new MemberId(a.Member), MarketWords.Of(a.Kind), MarketWords.Of(a.Currency), a.DebitMinor, a.CreditMinor, a.DebitMinor - a.CreditMinor, a.Demonstration);

    private static EntryView View(EntryRow e, EvidenceId? evidence, IReadOnlyList<PostingView> postings) => new(
        new EntryId(e.Id), new ReadingId(e.Id), evidence, e.At, e.Agreement is { } a ? new AgreementId(a) : null, new UseId(e.Use), new AssetId(e.Asset), new MemberId(e.Provider), new MemberId(e.Consumer),
        e.Kind, e.Quantity, e.PriceMinor, e.UnitSize, MarketWords.Of(e.Currency), e.AmountMinor, e.Rest, MarketWords.Of(e.Basis), e.Outcome, e.From, e.To, e.Demonstration, postings);
}
