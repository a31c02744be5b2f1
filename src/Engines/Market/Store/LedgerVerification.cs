using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Market.Store;

/// <summary>Reads the whole ledger once, from one state of the store, past the pure audit.</summary>
internal sealed class LedgerVerification(IDbContextFactory<NodeContext> contexts)
{
    public async Task<LedgerVerificationView> Verify(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        await using var snapshot = await db.BeginSnapshot(stop);
        var audit = new LedgerAudit();
        var (entries, postings, readings, due) = (db.Set<EntryRow>(), db.Set<PostingRow>(), db.Set<MeterRow>(), db.Set<MeterDueRow>());
        await foreach (var a in db.Set<AccountRow>().AsAsyncEnumerable().WithCancellation(stop))
        {
            audit.Account(a.Id, a.Currency, a.Demonstration, a.DebitMinor, a.CreditMinor);
        }

        var lines = from e in entries
                    join p in postings on e.Id equals p.Entry into posted
                    from p in posted.DefaultIfEmpty()
                    orderby e.Id
                    select new { e.Id, e.AmountMinor, e.Demonstration, Account = (Guid?)p.Account, Minor = (long?)p.AmountMinor };
        await foreach (var l in lines.AsAsyncEnumerable().WithCancellation(stop))
        {
            audit.Line(l.Id, l.AmountMinor, l.Demonstration, l.Account, l.Minor ?? 0);
        }

        var prices = from e in entries
                     join m in readings on e.Id equals m.Id into read
                     from m in read.DefaultIfEmpty()
                     select new
                     {
                         e.Id,
                         e.Agreement,
                         e.Kind,
                         e.Demonstration,
                         e.Quantity,
                         e.PriceMinor,
                         e.UnitSize,
                         e.AmountMinor,
                         e.Basis,
                         Fits = m != null && m.Quantity == e.Quantity && m.Kind == e.Kind && m.Provider == e.Provider && m.Consumer == e.Consumer && m.Demonstration == e.Demonstration,
                     };
        await foreach (var e in prices.AsAsyncEnumerable().WithCancellation(stop))
        {
            (Guid, string, bool)? carry = e.Basis == Basis.Charged ? (e.Agreement ?? Guid.Empty, e.Kind, e.Demonstration) : null;
            audit.Entry(e.Id, e.Fits, carry, e.Quantity, e.PriceMinor, e.UnitSize, e.AmountMinor);
        }

        await foreach (var c in db.Set<CarryRow>().AsAsyncEnumerable().WithCancellation(stop))
        {
            audit.Carry((c.Agreement, c.Kind, c.Demonstration), c.Rest);
        }

        // What only one of two tables has is found by the store itself: one example and the count are told.
        var orphans = postings.Where(p => !entries.Any(e => e.Id == p.Entry)).Select(p => p.Entry);
        var lost = readings.Where(m => !entries.Any(e => e.Id == m.Id) && !due.Any(d => d.Id == m.Id)).Select(m => m.Id);
        var twice = due.Where(d => entries.Any(e => e.Id == d.Id)).Select(d => d.Id);
        await Found(audit, "ledger.posting.orphan", "过账行没有分录。", "Postings have no entry.", orphans, id => new EntryId(id).ToString(), stop);
        await Found(audit, "ledger.reading.lost", "读数既无分录也未待结算。", "Readings have no entry and are not due.", lost, id => new ReadingId(id).ToString(), stop);
        await Found(audit, "ledger.reading.twice", "读数已有分录却仍待结算。", "Readings have an entry and are still due.", twice, id => new ReadingId(id).ToString(), stop);
        var waiting = await due.LongCountAsync(stop);
        var report = audit.Close();
        return new LedgerVerificationView(
            report.Holds, report.Entries, report.Postings, report.Accounts, waiting, report.FindingsTotal, [.. report.Findings.Select(f => new LedgerFindingView(f.Code, f.Subject, f.Zh, f.En))]);
    }

    private static async Task Found(LedgerAudit audit, string code, string zh, string en, IQueryable<Guid> ids, Func<Guid, string> text, CancellationToken stop)
    {
        if (await ids.LongCountAsync(stop) is > 0 and var count)
        {
            audit.Found(new LedgerFinding(code, text(await ids.FirstAsync(stop)), zh, en), count);
        }
    }
}
