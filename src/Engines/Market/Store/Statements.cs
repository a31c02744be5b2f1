using System.Text;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Market.Store;

/// <summary>A member's statement of a period, by the time of settlement.</summary>
internal sealed class Statements(IDbContextFactory<NodeContext> contexts)
{
    private const int LinesMax = 500;

    public async Task<StatementView> Of(MemberId member, bool demonstration, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        await using var snapshot = await db.BeginSnapshot(stop);
        var accounts = await db.Set<AccountRow>().Where(a => a.Member == member.Value && a.Demonstration == demonstration).ToListAsync(stop);
        var wanted = accounts.Select(a => a.Id).ToArray();
        var sums = (await db.Set<PostingRow>().Where(p => wanted.Contains(p.Account)).Join(db.Set<EntryRow>().Where(e => e.At < to), p => p.Entry, e => e.Id, (p, e) => new { p.Account, p.AmountMinor, Before = e.At < from })
            .GroupBy(p => p.Account)
            .Select(g => new
            {
                g.Key,
                Opening = g.Sum(p => p.Before ? p.AmountMinor : 0),
                Debit = g.Sum(p => !p.Before && p.AmountMinor > 0 ? p.AmountMinor : 0),
                Credit = g.Sum(p => !p.Before && p.AmountMinor < 0 ? -p.AmountMinor : 0),
            }).ToListAsync(stop)).ToDictionary(s => s.Key, s => (s.Opening, s.Debit, s.Credit));
        var lines = await Rows(db, member, demonstration, from, to)
            .GroupBy(e => new { e.Provider, e.Consumer, e.Agreement, e.Kind, e.Currency, e.PriceMinor, e.UnitSize })
            .Select(g => new { g.Key, Entries = g.LongCount(), Quantity = g.Sum(e => e.Quantity), Unpaid = g.Sum(e => e.Basis == Basis.ProviderFailed ? e.Quantity : 0), Amount = g.Sum(e => e.AmountMinor) })
            .OrderBy(g => g.Key.Agreement).ThenBy(g => g.Key.Kind).ThenBy(g => g.Key.PriceMinor).Take(LinesMax + 1).ToListAsync(stop);
        return new StatementView(
            member, from, to, demonstration,
            [.. accounts.OrderBy(a => a.Currency).ThenBy(a => a.Kind).Select(a =>
            {
                var (opening, debit, credit) = sums.GetValueOrDefault(a.Id);
                return new StatementAccountView(new AccountId(a.Id), MarketWords.Of(a.Kind), MarketWords.Of(a.Currency), opening, debit, credit, opening + debit - credit);
            })],
            [.. lines.Take(LinesMax).Select(l =>
            {
                var (provider, consumer) = (new MemberId(l.Key.Provider), new MemberId(l.Key.Consumer));
                var role = StatementCsv.RoleOf(member, provider, consumer);
                return new StatementLineView(role, role == "consumer" ? provider : consumer, l.Key.Agreement is { } a ? new AgreementId(a) : null, l.Key.Kind, MarketWords.Of(l.Key.Currency), l.Entries, l.Quantity, l.Amount) { PriceMinor = l.Key.PriceMinor, UnitSize = l.Key.UnitSize, UnpaidQuantity = l.Unpaid };
            })],
            lines.Count > LinesMax);
    }

    /// <summary>Every entry of the period as a line, written while it is read.</summary>
    public async Task WriteCsv(Stream output, MemberId member, bool demonstration, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(StatementCsv.Header);
        await using var db = await contexts.CreateDbContextAsync(stop);
        await foreach (var e in Rows(db, member, demonstration, from, to).OrderBy(e => e.At).ThenBy(e => e.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            await writer.WriteLineAsync(StatementCsv.Line(
                member, e.At, new EntryId(e.Id), e.Agreement is { } a ? new AgreementId(a) : null, new AssetId(e.Asset), new MemberId(e.Provider), new MemberId(e.Consumer),
                e.Kind, e.Quantity, e.PriceMinor, e.UnitSize, new Money(e.AmountMinor, e.Currency), e.Basis, e.Outcome, e.From, e.To, e.Demonstration));
        }
    }

    private static IQueryable<EntryRow> Rows(NodeContext db, MemberId member, bool demonstration, DateTimeOffset from, DateTimeOffset to) =>
        new EntryFilter(member, demonstration, From: from, To: to).Of(db.Set<EntryRow>(), db.Set<PostingRow>());
}
