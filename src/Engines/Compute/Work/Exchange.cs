using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Compute.Work;

/// <summary>The node's table of measured rates at which unlike devices are exchanged.</summary>
internal sealed class Exchange(IDbContextFactory<NodeContext> contexts, ILane lane, TimeProvider clock)
{
    private const int Tries = 8;
    private const int CharsMax = 1 << 20;
    private const string Source = "exchange-rates";
    private (bool Read, ExchangeRates? Rates) known;

    /// <summary>The rates; null when there are none.</summary>
    public async ValueTask<ExchangeRates?> Rates(CancellationToken stop)
    {
        if (!known.Read)
        {
            known = (true, await Row(stop) is { } row ? Parse(row.Table).Value : null);
        }

        return known.Rates;
    }

    /// <summary>The table as it was set; null when there is none.</summary>
    public async Task<ExchangeRatesView?> View(CancellationToken stop) => await Row(stop) is { } row ? Of(row, Parse(row.Table).Value) : null;

    /// <summary>Sets the table; jobs that are taken from now on are exchanged at it.</summary>
    public async Task<Result<ExchangeRatesView>> Set(ExchangeRatesChange change, Caller caller, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(change.Table) || change.Table.Length > CharsMax)
        {
            return Refusal.Field("table", $"1 to {CharsMax} characters", $"{change.Table?.Length}");
        }

        var text = change.Table.ReplaceLineEndings("\n").TrimEnd('\n');
        var rates = Parse(text);
        if (!rates.IsOk)
        {
            return rates.Refusal;
        }

        for (var attempt = 1; ; attempt++)
        {
            var old = await Row(stop);
            var row = new ExchangeRow { Id = ExchangeRow.Only, Version = old?.Version ?? 1, Table = text, At = clock.GetUtcNow(), Actor = caller.Subject };
            var act = new Change(new Act("exchange-rates.set", caller.Subject, caller.Member.Value, [Source], "done", Json.Write(new { kinds = rates.Value.Kinds.Count, models = rates.Value.Models })));
            var done = await lane.Commit(old is null ? act.Insert(row) : act.Update(row), stop);
            if (done.IsOk)
            {
                known = (true, rates.Value);
                return Of(row, rates.Value);
            }

            if (attempt == Tries || done.Refusal.Code is not ("state.stale" or "state.exists"))
            {
                return done.Refusal;
            }
        }
    }

    private static Result<ExchangeRates> Parse(string table) => ExchangeRates.Parse(Source, table.Split('\n'));

    private static ExchangeRatesView Of(ExchangeRow row, ExchangeRates rates) => new(row.At, rates.Models, [.. rates.Kinds.GroupBy(k => k.Kind, StringComparer.Ordinal).OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => new ExchangeKindView(k.Key, [.. k.Select(s => s.Devices).Order()]))], row.Table);

    private async Task<ExchangeRow?> Row(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<ExchangeRow>().FirstOrDefaultAsync(x => x.Id == ExchangeRow.Only, stop);
    }
}
