using System.Text.Json;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Market.Store;

/// <summary>
/// Turns readings that are due into entries. Entry, postings, totals, rests, records and facts of a batch are one commit, in which the readings cease to be due:
/// whoever comes second, in this process or another, is refused whole and looks again at what is still due.
/// </summary>
internal sealed class Settler(MeterReads meter, PriceBook prices, IDbContextFactory<NodeContext> contexts, ILane lane, IIds ids, TimeProvider clock, IOptions<MarketOptions> options, ILogger<Settler> log)
{
    /// <summary>Told once for each entry.</summary>
    public const string Topic = "market.entry.settled.v1";

    private const int Tries = 8;

    /// <summary>Settles what is due.</summary>
    /// <param name="actor">On record as the one who settled.</param>
    /// <param name="stop">Ends it after the batch under way.</param>
    public async Task<Result<SettlementView>> Settle(string actor, CancellationToken stop)
    {
        var tally = new Tally();
        Guid? after = null;
        for (var seen = 0; seen < options.Value.RunMax;)
        {
            var rows = await meter.Due(after, Math.Min(options.Value.BatchMax, options.Value.RunMax - seen), stop);
            if (rows.Count == 0)
            {
                return tally.View(more: false);
            }

            if (await Batch(rows, actor, tally, stop) is { } refusal)
            {
                return refusal;
            }

            after = rows[^1].Id;
            seen += rows.Count;
        }

        return tally.View((await meter.Due(after, 1, stop)).Count > 0);
    }

    private async Task<Refusal?> Batch(IReadOnlyList<MeterRow> rows, string actor, Tally tally, CancellationToken stop)
    {
        for (var attempt = 1; rows.Count > 0; attempt++)
        {
            var (settled, held) = await Decide(rows, stop);
            var done = settled.Count == 0 ? (Result<Committed>?)null : await lane.Commit(await Write(settled, actor, stop), stop);
            if (done is not { IsOk: false } failed)
            {
                tally.Add(settled.Select(s => (s.Reading, s.Result)), held);
                return null;
            }

            if (attempt == Tries || failed.Refusal!.Code is not ("state.stale" or "state.exists"))
            {
                return failed.Refusal;
            }

            rows = await meter.StillDue([.. rows.Select(r => r.Id)], stop);
        }

        return null;
    }

    /// <summary>Prices the readings and carries each rest from one to the next.</summary>
    private async Task<(List<Settled> Settled, int Held)> Decide(IReadOnlyList<MeterRow> rows, CancellationToken stop)
    {
        var due = new List<(MeterRow Row, DueReading Reading)>();
        foreach (var row in rows)
        {
            var price = await prices.Of(row, stop);
            if (price.IsOk)
            {
                due.Add((row, new DueReading(
                    new ReadingId(row.Id), row.Agreement is { } a ? new AgreementId(a) : null, new MemberId(row.Provider), new MemberId(row.Consumer), row.Kind, row.Quantity, row.ProviderFailed, row.Demonstration, price.Value)));
            }
            else
            {
                Log.Held(log, new ReadingId(row.Id), price.Refusal.Code);
            }
        }

        var carries = await Carries([.. due.Where(d => d.Reading.Agreement is not null).Select(d => CarryOf(d.Reading)).Distinct()], stop);
        var settled = new List<Settled>();
        foreach (var (row, reading) in due)
        {
            var carry = reading.Agreement is null ? null : Carry(carries, reading);
            var one = Settlement.Of(reading, carry?.Rest ?? 0);
            if (!one.IsOk)
            {
                Log.Held(log, reading.Id, one.Refusal.Code);
                continue;
            }

            if (carry is not null && one.Value.Basis == Basis.Charged)
            {
                carry.Rest = one.Value.Rest;
            }

            settled.Add(new Settled(row, reading, one.Value, one.Value.Basis == Basis.Charged ? carry : null));
        }

        return (settled, rows.Count - settled.Count);
    }

    private async Task<Dictionary<Guid, CarryRow>> Carries(Guid[] wanted, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<CarryRow>().Where(c => wanted.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop);
    }

    private static Guid CarryOf(DueReading reading) => MarketIds.Carry(reading.Agreement!.Value, reading.Kind, reading.Demonstration);

    private static CarryRow Carry(Dictionary<Guid, CarryRow> carries, DueReading reading)
    {
        var id = CarryOf(reading);
        return carries.TryGetValue(id, out var row)
            ? row
            : carries[id] = new CarryRow { Id = id, Agreement = reading.Agreement!.Value.Value, Kind = reading.Kind, Demonstration = reading.Demonstration, Rest = 0 };
    }

    private async Task<Change> Write(List<Settled> settled, string actor, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        Change? change = null;
        foreach (var s in settled)
        {
            foreach (var act in Acts(s, actor))
            {
                change = change is null ? new Change(act) : change.Also(act);
            }
        }

        foreach (var s in settled)
        {
            change!.Settled(s.Row.Id).Insert(Row(s, at)).Tell(Told(s, at));
            foreach (var posting in s.Result.Entry.Postings)
            {
                change.Insert(new PostingRow { Id = ids.Next(), Entry = s.Row.Id, Account = posting.Account.Value, AmountMinor = posting.Amount.Minor });
            }
        }

        foreach (var carry in settled.Select(s => s.Carry).OfType<CarryRow>().Distinct())
        {
            // Version 0 is a row that was made here and is not in the store yet.
            _ = carry.Version == 0 ? change!.Insert(carry) : change!.Update(carry);
        }

        await AccountTotals.Add(change!, settled.SelectMany(s => s.Result.Entry.Postings.Select(p => (p, s.Reading))), contexts, stop);
        return change!;
    }

    /// <summary>A record for each party, so that each can show its own.</summary>
    private static IEnumerable<Act> Acts(Settled s, string actor)
    {
        string[] subjects = [s.Result.Entry.Id.ToString(), s.Reading.Id.ToString(), new UseId(s.Row.Use).ToString(), .. s.Reading.Agreement is { } a ? (string[])[a.ToString()] : []];
        var detail = JsonSerializer.Serialize(new { kind = s.Row.Kind, quantity = s.Row.Quantity, priceMinor = s.Reading.Price.MinorPerUnit, unitSize = s.Reading.Price.UnitSize, currency = MarketWords.Of(s.Result.Amount.Currency), amountMinor = s.Result.Amount.Minor, rest = s.Result.Rest });
        foreach (var member in new[] { s.Row.Consumer, s.Row.Provider }.Distinct())
        {
            yield return new Act("entry.settled", actor, member, subjects, MarketWords.Of(s.Result.Basis), detail);
        }
    }

    private static EntryRow Row(Settled s, DateTimeOffset at) => new()
    {
        Id = s.Row.Id,
        At = at,
        Agreement = s.Row.Agreement,
        Use = s.Row.Use,
        Asset = s.Row.Asset,
        Provider = s.Row.Provider,
        Consumer = s.Row.Consumer,
        Kind = s.Row.Kind,
        Quantity = s.Row.Quantity,
        PriceMinor = s.Reading.Price.MinorPerUnit,
        UnitSize = s.Reading.Price.UnitSize,
        Currency = s.Result.Amount.Currency,
        AmountMinor = s.Result.Amount.Minor,
        Rest = s.Result.Rest,
        Basis = s.Result.Basis,
        Outcome = s.Row.Outcome,
        From = s.Row.From,
        To = s.Row.To,
        Demonstration = s.Row.Demonstration,
    };

    private static Fact Told(Settled s, DateTimeOffset at) => new(Topic, s.Row.Id, JsonSerializer.Serialize(new
    {
        entry = s.Result.Entry.Id.ToString(),
        reading = s.Reading.Id.ToString(),
        agreement = s.Reading.Agreement?.ToString(),
        asset = new AssetId(s.Row.Asset).ToString(),
        provider = s.Reading.Provider.ToString(),
        consumer = s.Reading.Consumer.ToString(),
        kind = s.Row.Kind,
        quantity = s.Row.Quantity,
        currency = MarketWords.Of(s.Result.Amount.Currency),
        amountMinor = s.Result.Amount.Minor,
        basis = MarketWords.Of(s.Result.Basis),
        outcome = s.Row.Outcome,
        demonstration = s.Row.Demonstration,
        at,
    }));

    private sealed record Settled(MeterRow Row, DueReading Reading, SettledReading Result, CarryRow? Carry);
}
