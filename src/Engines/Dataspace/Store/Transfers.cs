using System.Collections.Concurrent;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Downloads: one use each, resumed under its id; each byte is metered once, and the use has succeeded only when all were sent.</summary>
internal sealed class Transfers(IGate gate, ILane lane, IMemberAnswer members, IDbContextFactory<NodeContext> contexts, RowStamps stamps, IIds ids, TimeProvider clock)
{
    private const int Tries = 16;
    private const int EndMax = 500;
    private readonly ConcurrentDictionary<Guid, int> sending = new();

    /// <summary>Passes the Gate and begins a download; under an id that was chosen before, where one was.</summary>
    public async Task<Result<UseId>> Open(ContentShown content, Reader reader, CancellationToken stop, UseId? chosen = null)
    {
        var (asset, caller) = (content.Asset, reader.Caller);
        var use = chosen ?? new UseId(ids.Next());
        var asked = new GateUse(use, caller.Member, caller.Subject, new AssetId(asset.Id), "read", reader.Purpose) { Bytes = content.Length, Rows = content.Rows, Parts = content.Parts, Under = reader.Under };
        var answer = await gate.Pass(asked, stop);
        if (answer is { IsOk: true, Value.Permitted: false } && chosen is null && answer.Value.Reasons.Any(r => r.Code is "policy.bytes.exceeded" or "policy.rows.exceeded") && await EndResting(caller.Member, asset.Id, stop))
        {
            // What rests holds what it has not read: who begins anew has given it up.
            use = new UseId(ids.Next());
            answer = await gate.Pass(asked with { Use = use }, stop);
        }

        if (!answer.IsOk || !answer.Value.Permitted)
        {
            return answer.IsOk ? GateRefusal.Of(answer.Value) : answer.Refusal;
        }

        var at = clock.GetUtcNow();
        var change = new Change(Record("content.opened", caller.Subject, caller.Member.Value, use, asset.Id)).Insert(new TransferRow
        {
            Id = use.Value,
            Version = 1,
            Asset = asset.Id,
            Agreement = answer.Value.Agreement?.Value,
            Provider = asset.Provider,
            Consumer = caller.Member.Value,
            Length = content.Length,
            Rows = content.Rows,
            View = content.Parts is null ? null : content.Sha256,
            Sent = "",
            BeganAt = at,
            MeteredAt = at,
            TouchedAt = at,
            State = "open",
            Demonstration = asset.Demonstration,
            Trial = caller.Is(NodeRoles.Trial),
        });
        await gate.Begin(change, use, stop);
        var done = await lane.Commit(change, stop);
        return done.IsOk ? use : done.Refusal;
    }

    /// <summary>The view that a download reads; null where it reads all of a data set, or is not known.</summary>
    public async Task<(string Sha256, long Length)?> ViewOf(UseId use, CancellationToken stop) =>
        await Find(use.Value, stop) is { View: { } view } row ? (view, row.Length) : null;

    /// <summary>Where a download stands: open, succeeded or cancelled; null where none was begun under the id.</summary>
    public async Task<string?> StateOf(UseId use, CancellationToken stop) => (await Find(use.Value, stop))?.State;

    /// <summary>Goes on with a download of the same member and data set; the Gate is asked again, the use is not counted again.</summary>
    public async Task<Result<UseId>> Resume(UseId use, AssetRow asset, Caller caller, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            var resumed = await TryResume(use, asset, caller, stop);

            // The request that broke off may be recording just now what it sent.
            if (resumed.IsOk || resumed.Refusal.Code != "state.stale" || attempt == Tries)
            {
                return resumed;
            }
        }
    }

    /// <summary>Watches whether the data of a download may go on to flow.</summary>
    /// <param name="use">The download.</param>
    /// <param name="consumer">Who reads.</param>
    /// <param name="open">What else must hold; null for nothing.</param>
    public DataFlow Flow(UseId use, MemberId consumer, Func<ValueTask<bool>>? open = null) => new(gate, members, stamps, clock, use, consumer, open);

    /// <summary>Says that a request is sending for a download, until the answer is disposed: it is not ended as idle meanwhile.</summary>
    public IDisposable Sending(UseId use)
    {
        sending.AddOrUpdate(use.Value, 1, static (_, n) => n + 1);
        return new Leaving(() => sending.AddOrUpdate(use.Value, 0, static (_, n) => n - 1));
    }

    /// <summary>Records what a request has sent until now, so that little is lost with the node; it is metered when the request ends.</summary>
    public Task Progress(UseId use, long from, long to) => Sent(use, from, to, ended: false);

    /// <summary>Records and meters what a request has sent; with the last byte the use ends as succeeded.</summary>
    public Task Sent(UseId use, long from, long to) => Sent(use, from, to, ended: true);

    private async Task Sent(UseId use, long from, long to, bool ended)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await Find(use.Value, CancellationToken.None) is not { State: "open" } row)
            {
                return;
            }

            var sent = ByteRanges.Of(row.Sent).With(from, to);
            row.Sent = sent.ToString();
            row.TouchedAt = clock.GetUtcNow();
            var change = ended && sent.Covers(row.Length) ? await End(row, "succeeded") : new Change(Record("content.sent", "node", row.Consumer, use, row.Asset)).Update(row);
            if (ended && row.State == "open")
            {
                Meter(change, row, 0, "succeeded");
            }

            var done = await lane.Commit(change, CancellationToken.None);
            if (done.IsOk || done.Refusal.Code != "state.stale")
            {
                return;
            }
        }
    }

    /// <summary>Ends downloads that rested since an instant, metering what was sent; true when there may be more.</summary>
    public async Task<bool> EndIdle(DateTimeOffset before, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var idle = await db.Set<TransferRow>().Where(t => t.State == "open" && t.TouchedAt <= before).OrderBy(t => t.Id).Take(EndMax).ToListAsync(stop);
        foreach (var row in idle.Where(t => sending.GetValueOrDefault(t.Id) == 0))
        {
            sending.TryRemove(row.Id, out _);
            await lane.Commit(await End(row, ByteRanges.Of(row.Sent).Covers(row.Length) ? "succeeded" : "cancelled"), stop);
        }

        return idle.Count == EndMax;
    }

    private async Task<Result<UseId>> TryResume(UseId use, AssetRow asset, Caller caller, CancellationToken stop)
    {
        if (await Find(use.Value, stop) is not { } row || row.Consumer != caller.Member.Value || row.Asset != asset.Id)
        {
            return new Refusal("dataspace.transfer.unknown", "There is no such download of yours.", $"Your organisation has no download \"{use}\" of this data set: begin a new one without Use-Id.");
        }

        if (row.State != "open")
        {
            return new Refusal("dataspace.transfer.state", "This download has ended. 该下载已结束。", $"It has {row.State}: begin a new one without Use-Id, it is a new use.");
        }

        row.TouchedAt = clock.GetUtcNow();
        var change = new Change(Record("content.resumed", caller.Subject, row.Consumer, use, row.Asset)).Update(row);
        var answer = await gate.Confirm(change, use, stop);
        if (!answer.Permitted)
        {
            return GateRefusal.Of(answer);
        }

        var done = await lane.Commit(change, stop);
        return done.IsOk ? use : done.Refusal;
    }

    private static Act Record(string verb, string actor, Guid member, UseId use, Guid asset) => new(verb, actor, member, [new AssetId(asset).ToString(), use.ToString()], "done", "{}");

    private async Task<Change> End(TransferRow row, string outcome)
    {
        row.State = outcome;
        var (bytes, use) = (ByteRanges.Of(row.Sent).Total, new UseId(row.Id));
        var change = new Change(Record("content.read", "node", row.Consumer, use, row.Asset) with { Outcome = outcome }).Update(row);
        Meter(change, row, bytes > 0 || outcome == "succeeded" ? 1 : 0, outcome);
        await gate.Finish(change, use, outcome, clock.GetUtcNow(), CancellationToken.None, (bytes, RowsOf(row, bytes) ?? 0));
        return change;
    }

    /// <summary>Meters what was sent and is not metered yet.</summary>
    private void Meter(Change change, TransferRow row, long count, string outcome)
    {
        var bytes = ByteRanges.Of(row.Sent).Total;
        var (rows, at) = (RowsOf(row, bytes), clock.GetUtcNow());
        if (bytes > row.MeteredBytes || count > 0 || outcome != "succeeded")
        {
            new DataMeters(row.Id, row.Agreement, row.Asset, row.Provider, row.Consumer, row.MeteredAt, at, outcome) { Demonstration = row.Demonstration, Trial = row.Trial }
                .Add(change, ids, bytes - row.MeteredBytes, rows - row.MeteredRows, count);
            (row.MeteredBytes, row.MeteredRows, row.MeteredAt) = (bytes, rows ?? 0, at);
        }
    }

    /// <summary>Ends a member's downloads of a data set that rest; false when there are none.</summary>
    private async Task<bool> EndResting(MemberId consumer, Guid asset, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var resting = (await db.Set<TransferRow>().Where(t => t.State == "open" && t.Consumer == consumer.Value && t.Asset == asset).ToListAsync(stop)).Where(t => sending.GetValueOrDefault(t.Id) == 0).ToList();
        foreach (var row in resting)
        {
            await lane.Commit(await End(row, "cancelled"), stop);
        }

        return resting.Count > 0;
    }

    /// <summary>Rows of what was sent: of a download that broke off, in proportion to its bytes, rounded up.</summary>
    private static long? RowsOf(TransferRow row, long bytes) => row.Rows is { } rows && row.Length > 0 ? (long)Math.Ceiling((decimal)rows * bytes / row.Length) : row.Rows;

    private async Task<TransferRow?> Find(Guid use, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<TransferRow>().FirstOrDefaultAsync(t => t.Id == use, stop);
    }

    private sealed class Leaving(Action leave) : IDisposable
    {
        private Action? leave = leave;

        public void Dispose() => Interlocked.Exchange(ref leave, null)?.Invoke();
    }
}
