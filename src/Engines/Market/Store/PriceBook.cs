using System.Collections.Concurrent;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Ledger;
using KeyEcosystem.Market.Core;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Market.Store;

/// <summary>Price lists, and the price of a reading.</summary>
internal sealed class PriceBook(IAgreementPrices agreements, IMemberAnswer members, IDbContextFactory<NodeContext> contexts, ILane lane, IIds ids, TimeProvider clock, IOptions<MarketOptions> options)
{
    private const int KnownMax = 10_000;
    private readonly ConcurrentDictionary<(Guid Agreement, string Kind), (AgreementPrice Terms, UnitPrice Price)> known = new();

    /// <summary>The agreed price of a reading, or why there is none.</summary>
    public async Task<Result<UnitPrice>> Of(MeterRow reading, CancellationToken stop)
    {
        if (MeterUnits.SizeOf(reading.Kind) is not { } size || reading.Quantity < 0)
        {
            return new Refusal("market.reading.invalid", "This reading has no price.", $"There are no prices for {reading.Quantity} of {reading.Kind}.");
        }

        if (reading.Agreement is not { } agreement)
        {
            return reading.Provider == reading.Consumer
                ? new UnitPrice(0, size, Currency.Cny)
                : new Refusal("market.reading.agreement", "This reading has no agreement.", "Only a member's own asset is used without one.");
        }

        if (!known.TryGetValue((agreement, reading.Kind), out var priced))
        {
            if (await agreements.PriceOf(new AgreementId(agreement), stop) is not { } terms)
            {
                return new Refusal("market.reading.agreement", "The agreement is not known.", "No signed agreement has the id that the reading names.");
            }

            priced = (terms, await Agreed(terms, reading.Kind, size, stop));
            if (known.Count >= KnownMax)
            {
                known.Clear();
            }

            // What was signed is frozen, and so is the list as it stood then.
            known[(agreement, reading.Kind)] = priced;
        }

        return priced.Terms.Provider.Value == reading.Provider && priced.Terms.Consumer.Value == reading.Consumer
            ? priced.Price
            : new Refusal("market.reading.agreement", "The reading does not fit its agreement.", "Its parties are not those of the agreement.");
    }

    public async Task<Result<PriceView>> Publish(PricePublication publication, Caller caller, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var earliest = now.AddSeconds(options.Value.PriceNoticeSeconds);
        var from = publication.From ?? earliest;
        if (PriceList.Check(publication.Kind, publication.PriceMinor, from, earliest) is { } wrong)
        {
            return Refusal.Field(wrong.Field, wrong.Must, wrong.Was);
        }

        var currency = Enum.GetValues<Currency>().Where(c => MarketWords.Of(c) == (publication.Currency ?? "CNY")).Select(c => (Currency?)c).FirstOrDefault();
        if (currency is not { } money)
        {
            return Refusal.Field("currency", string.Join(", ", Enum.GetValues<Currency>().Select(c => MarketWords.Of(c))), publication.Currency);
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" })
        {
            return new Refusal("access.member", "Your organisation may not publish prices.", "Only admitted members publish prices.");
        }

        var row = new PriceRow { Id = ids.Next(), Member = caller.Member.Value, Kind = publication.Kind, PriceMinor = publication.PriceMinor, Currency = money, From = from.ToUniversalTime(), ToldAt = now };
        var act = new Act("price.published", caller.Subject, row.Member, [caller.Member.ToString()], "done", $$"""{"price":"{{row.Id:n}}","kind":"{{row.Kind}}","priceMinor":{{row.PriceMinor}},"from":{{row.From.UtcTicks}}}""");
        var done = await lane.Commit(new Change(act).Insert(row), stop);
        return done.IsOk ? View(row) : done.Refusal;
    }

    /// <summary>Everybody's lists, or one member's, by id: prices are made to be seen.</summary>
    public async Task<Page<PriceView>> List(MemberId? member, Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<PriceRow>().AsQueryable();
        if (member is { } one)
        {
            rows = rows.Where(p => p.Member == one.Value);
        }

        if (after is { } cursor)
        {
            rows = rows.Where(p => p.Id.CompareTo(cursor) > 0);
        }

        var page = await rows.OrderBy(p => p.Id).Take(limit + 1).ToListAsync(stop);
        return new Page<PriceView>([.. page.Take(limit).Select(View)], page.Count > limit ? page[limit - 1].Id.ToString("n") : null);
    }

    private async Task<UnitPrice> Agreed(AgreementPrice terms, string kind, long size, CancellationToken stop)
    {
        if (kind == MeterUnits.DeviceTime)
        {
            return new UnitPrice(terms.DeviceHour.Minor, size, terms.DeviceHour.Currency);
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var list = await db.Set<PriceRow>().Where(p => p.Member == terms.Provider.Value && p.Kind == kind && p.From <= terms.SignedAt).OrderByDescending(p => p.From).ThenByDescending(p => p.ToldAt).Take(1).ToListAsync(stop);
        var price = PriceList.At(list.Select(p => new ListPrice(p.Kind, new Money(p.PriceMinor, p.Currency), p.From, p.ToldAt)), kind, terms.SignedAt) ?? new Money(0, Currency.Cny);
        return new UnitPrice(price.Minor, size, price.Currency);
    }

    private static PriceView View(PriceRow p) => new(p.Id, new MemberId(p.Member), p.Kind, MeterUnits.SizeOf(p.Kind)!.Value, p.PriceMinor, MarketWords.Of(p.Currency), p.From, p.ToldAt);
}
