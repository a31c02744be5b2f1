using System.Collections.Concurrent;
using System.Text.Json;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Gate;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Gate;

/// <summary>Asks the questions, lets the kernel decide, puts the answer on record before it is given.</summary>
internal sealed class GateService(
    IMemberAnswer members, IAssetAnswer assets, IAgreementAnswer agreements, IVersionGuard<MemberId> memberGuard, IVersionGuard<AgreementId> agreementGuard,
    TrialCaps trials, ILane lane, IDbContextFactory<NodeContext> contexts, TimeProvider clock) : IGate, IUseCounts
{
    private const int Tries = 8;
    private const int ReleaseMax = 500;

    /// <summary>How long a permission waits for its use to begin: far longer than an engine takes to record it.</summary>
    private static readonly TimeSpan Reservation = TimeSpan.FromMinutes(15);

    /// <summary>Terms never change once they are agreed on: they are read once.</summary>
    private readonly ConcurrentDictionary<AgreementId, (OdrlPolicy Terms, bool Counts)> policies = new();

    public async ValueTask<GateAnswer> Explain(GateUse use, CancellationToken stop)
    {
        return (await See(use, null, stop)).Answer(use.Use);
    }

    public async ValueTask<GateAnswer> Permit(Change change, GateUse use, CancellationToken stop)
    {
        var sight = await See(use, null, stop);
        if (sight.Decision.Permitted)
        {
            change.Also(ActOf(use, sight.Decision));
            var at = clock.GetUtcNow();
            var row = Record(change, use, sight, at, null);
            if (use.Ends)
            {
                change.Tell(await Ended(row, at, stop));
            }
        }

        return sight.Answer(use.Use);
    }

    public async ValueTask<Result<GateAnswer>> Pass(GateUse use, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await contexts.CreateDbContextAsync(stop);
            if (await db.Set<UseRow>().FirstOrDefaultAsync(u => u.Id == use.Use.Value, stop) is { } earlier)
            {
                return Repeated(use, earlier);
            }

            var sight = await See(use, null, stop);
            var at = clock.GetUtcNow();
            DateTimeOffset? reserved = sight.Decision.Permitted ? at + Reservation : null;
            var change = new Change(ActOf(use, sight.Decision));
            Record(change, use, sight, at, reserved);
            var done = await lane.Commit(change, stop);
            if (done.IsOk)
            {
                return sight.Answer(use.Use) with { ReservedUntil = reserved };
            }

            if (attempt == Tries || done.Refusal.Code is not ("state.stale" or "state.exists" or "reservation.exceeded"))
            {
                return done.Refusal;
            }
        }
    }

    public async ValueTask<GateAnswer> Confirm(Change change, UseId use, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<UseRow>().FirstOrDefaultAsync(u => u.Id == use.Value && u.Outcome == "permitted", stop) is not { } row)
        {
            return new GateAnswer(false, use, null, null, [new GateReason("use.ended", "", "该使用未获许可或已结束。", "This use was not permitted, or it has ended.")]);
        }

        var sight = await See(new GateUse(use, new MemberId(row.Consumer), "", new AssetId(row.Asset), row.Action, row.Purpose) { Parts = row.Parts, Bytes = row.Bytes, Rows = row.Rows > 0 ? row.Rows : null }, row, stop);
        Hold(change, sight);
        return sight.Answer(use);
    }

    public async ValueTask Begin(Change change, UseId use, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<UseRow>().FirstOrDefaultAsync(u => u.Id == use.Value && u.Outcome == "permitted" && u.ReservedUntil != null, stop) is { } row)
        {
            row.ReservedUntil = null;
            change.Update(row);
        }
    }

    /// <summary>Ends permissions whose use did not begin in time, and gives back what they counted; true when there may be more.</summary>
    public async Task<bool> Release(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var at = clock.GetUtcNow();
        var late = await db.Set<UseRow>().Where(u => u.ReservedUntil != null && u.ReservedUntil <= at && u.Outcome == "permitted").OrderBy(u => u.ReservedUntil).Take(ReleaseMax).ToListAsync(stop);
        foreach (var row in late)
        {
            var use = new UseId(row.Id);
            var change = new Change(new Act("use.released", "node", row.Consumer, [use.ToString(), new AssetId(row.Asset).ToString()], "reservation.expired", "{}"));
            await Finish(change, use, "cancelled", at, stop);
            if (row.Agreement is { } agreement && await db.Set<UseCountRow>().AnyAsync(c => c.Id == agreement && c.Used > 0, stop))
            {
                change.Add<UseCountRow>(agreement, nameof(UseCountRow.Used), -1);
                GiveBack(change, row, row.Bytes, row.Rows);
            }

            // An engine that begins the use in this very moment is first: the change is stale then, and nothing is released.
            await lane.Commit(change, stop);
        }

        return late.Count == ReleaseMax;
    }

    public async ValueTask Finish(Change change, UseId use, string outcome, DateTimeOffset at, CancellationToken stop, (long Bytes, long Rows)? read = null)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<UseRow>().FirstOrDefaultAsync(u => u.Id == use.Value && u.Outcome == "permitted", stop) is { } row)
        {
            row.Outcome = outcome;
            row.ReservedUntil = null;
            TrialCaps.Settle(change, row);
            if (read is { } all)
            {
                GiveBack(change, row, row.Bytes - all.Bytes, row.Rows - all.Rows);
            }

            change.Update(row).Also(new Act("use.finished", "node", row.Consumer, [use.ToString(), new AssetId(row.Asset).ToString()], outcome, "{}"));
            change.Tell(await Ended(row, at, stop));
        }
    }

    /// <summary>Gives back what a reading was counted for and has not read.</summary>
    private static void GiveBack(Change change, UseRow row, long bytes, long rows)
    {
        if (row.Bytes > 0 && bytes > 0)
        {
            change.Add<UseCountRow>(row.Agreement!.Value, nameof(UseCountRow.Bytes), -bytes);
        }

        if (row.Rows > 0 && rows > 0)
        {
            change.Add<UseCountRow>(row.Agreement!.Value, nameof(UseCountRow.Rows), -rows);
        }
    }

    private async Task<Fact> Ended(UseRow row, DateTimeOffset at, CancellationToken stop)
    {
        var asset = await assets.Of(new AssetId(row.Asset), stop);
        var consumer = await members.Of(new MemberId(row.Consumer), stop);
        var provider = row.Provider is { } p ? await members.Of(new MemberId(p), stop) : null;
        return new Fact(IGate.Finished, row.Asset, JsonSerializer.Serialize(new
        {
            use = new UseId(row.Id).ToString(),
            asset = new AssetId(row.Asset).ToString(),
            provider = row.Provider is { } id ? new MemberId(id).ToString() : null,
            consumer = new MemberId(row.Consumer).ToString(),
            providerSector = asset?.Sector ?? provider?.Industry,
            consumerSector = consumer?.Industry,
            kind = asset?.Kind,
            action = row.Action,
            outcome = row.Outcome,
            trial = row.TrialDay is not null,
            demonstration = asset is { Demonstration: true } || consumer is { Demonstration: true } || provider is { Demonstration: true },
            at,
        }));
    }

    private static Act ActOf(GateUse use, GateDecision decision)
    {
        var subjects = new List<string> { use.Use.ToString(), use.Asset.ToString() };
        if (decision.Agreement is { } under)
        {
            subjects.Add(under.ToString());
        }

        var detail = use.Calls == 1 ? JsonSerializer.Serialize(new { use.Action, use.Purpose, decision.Reasons }) : JsonSerializer.Serialize(new { use.Action, use.Purpose, use.Calls, decision.Reasons });
        return new Act(decision.Permitted ? "use.permitted" : "use.refused", use.Actor, use.Consumer.Value, subjects, decision.Permitted ? "done" : decision.Reasons[0].Code, detail);
    }

    /// <summary>Adds the row of a use to a change, with what it counts and what the decision relied on.</summary>
    private UseRow Record(Change change, GateUse use, Sight sight, DateTimeOffset at, DateTimeOffset? reserved)
    {
        var decision = sight.Decision;
        var counts = decision is { Permitted: true, Agreement: { } under } && policies[under].Counts;
        var (bytes, rows) = counts ? (use.Bytes > 0 ? use.Bytes : sight.Asset!.Length, use.Rows ?? sight.Asset!.Rows ?? 0) : (0, 0);
        var row = new UseRow
        {
            Id = use.Use.Value,
            Agreement = decision.Agreement?.Value,
            Asset = use.Asset.Value,
            Consumer = use.Consumer.Value,
            Provider = sight.Asset?.Provider.Value,
            Action = use.Action,
            Purpose = use.Purpose,
            Parts = use.Parts,
            Bytes = bytes,
            Rows = rows,
            Outcome = !decision.Permitted ? "refused" : use.Ends ? "succeeded" : "permitted",
            At = at,
            ReservedUntil = reserved,
            TrialDay = decision.Permitted ? sight.Day?.Id : null,
            TrialDeviceMs = decision.Permitted && sight.Day is not null ? use.DeviceMs : 0,
        };
        change.Insert(row);
        Hold(change, sight);
        if (decision.Permitted && sight.Day is { } day)
        {
            TrialCaps.Count(change, day, use);
        }

        if (counts)
        {
            // The very row the decision saw: a later reading would carry a version that hides a use made in between.
            _ = sight.Count is not { } count
                ? change.Insert(new UseCountRow { Id = decision.Agreement!.Value.Value, Used = use.Calls, Bytes = bytes, Rows = rows })
                : change.Update(new UseCountRow { Id = count.Id, Version = count.Version, Used = count.Used + use.Calls, Bytes = count.Bytes + bytes, Rows = count.Rows + rows });
        }

        return row;
    }

    public async Task<UseCountRow?> Of(AgreementId agreement, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<UseCountRow>().FirstOrDefaultAsync(c => c.Id == agreement.Value, stop);
    }

    /// <summary>A permission stands only while the member and the agreement are as the decision saw them, up to the commit itself.</summary>
    private void Hold(Change change, Sight sight)
    {
        if (!sight.Decision.Permitted)
        {
            return;
        }

        memberGuard.Require(change, sight.Consumer!.Member, sight.Consumer.Version);
        if (sight.Under is { } under)
        {
            agreementGuard.Require(change, under.Agreement, under.Version);
        }
    }

    /// <summary>Asking twice is one use, but only for the same use.</summary>
    private static Result<GateAnswer> Repeated(GateUse use, UseRow earlier)
    {
        if (earlier.Asset != use.Asset.Value || earlier.Consumer != use.Consumer.Value || earlier.Action != use.Action || earlier.Purpose != use.Purpose)
        {
            return new Refusal("use.exists", "This use id is taken.", $"Use \"{use.Use}\" was asked for with other terms; choose another id.");
        }

        var permitted = earlier.Outcome == "permitted";
        return new GateAnswer(
            permitted,
            use.Use,
            earlier.Agreement is { } a ? new AgreementId(a) : null,
            earlier.Provider is { } p ? new MemberId(p) : null,
            [new GateReason("use.repeated", "", $"该使用此前已回答：{earlier.Outcome}。", $"This use was answered before: {earlier.Outcome}.")])
        {
            ReservedUntil = earlier.ReservedUntil,
        };
    }

    /// <summary>Asks the questions and decides.</summary>
    /// <param name="use">What is asked.</param>
    /// <param name="own">The use itself when it was permitted before: only its own agreement counts, and its count was taken then.</param>
    /// <param name="stop">Ends the wait.</param>
    private async Task<Sight> See(GateUse use, UseRow? own, CancellationToken stop)
    {
        var consumer = await members.Of(use.Consumer, stop);
        var asset = await assets.Of(use.Asset, stop);
        var standing = new List<AgreementUses>();
        var counts = new Dictionary<AgreementId, UseCountRow?>();
        foreach (var agreement in asset is null ? [] : await agreements.Between(use.Consumer, use.Asset, stop))
        {
            if ((own is not null && own.Agreement != agreement.Agreement.Value) || (use.Under is { } only && only != agreement.Agreement))
            {
                continue;
            }

            // While it is negotiated its terms may change, and it permits nothing.
            var (policy, isCounted) = agreement.From is null
                ? (OdrlPolicy.Nothing, false)
                : policies.GetOrAdd(agreement.Agreement, static (_, json) => PolicyJson.Stored(json) is var terms ? (terms, PolicyVocabulary.Quotas.Any(terms.DependsOn)) : default, agreement.Policy);
            var row = isCounted ? await Of(agreement.Agreement, stop) : null;
            // Of several calls the last one must be permitted too.
            var counted = own is not null && row is not null;
            standing.Add(new AgreementUses(agreement, policy, (row?.Used ?? 0) + use.Calls - 1 - (counted ? 1 : 0), (row?.Bytes ?? 0) - (counted ? own!.Bytes : 0), (row?.Rows ?? 0) - (counted ? own!.Rows : 0)));
            counts[agreement.Agreement] = row;
        }

        var decision = GateDecision.Decide(new GateQuestion(consumer, asset, standing, use.Action, use.Purpose, clock.GetUtcNow()) { Place = use.Place, Parts = use.Parts, Bytes = use.Bytes > 0 ? use.Bytes : null, Rows = use.Rows });
        // What is one's own is no use of anybody's offer; a use that was permitted before was counted then.
        var day = consumer is { Trial: true } && decision is { Permitted: true, Agreement: not null } && own is null ? await trials.Day(use.Consumer, clock.GetUtcNow(), stop) : null;
        if (day is not null && TrialCaps.Exceeded(day, use) is { Count: > 0 } exceeded)
        {
            return new Sight(new GateDecision(false, null, exceeded), consumer, asset, null, null, null);
        }

        return decision.Agreement is { } a
            ? new Sight(decision, consumer, asset, standing.First(s => s.Agreement.Agreement == a).Agreement, counts[a], day)
            : new Sight(decision, consumer, asset, null, null, null);
    }

    /// <summary>A decision with what it saw.</summary>
    private sealed record Sight(GateDecision Decision, MemberFacts? Consumer, AssetFacts? Asset, AgreementStanding? Under, UseCountRow? Count, TrialDayRow? Day)
    {
        public GateAnswer Answer(UseId use) => new(
            Decision.Permitted,
            use,
            Decision.Agreement,
            Asset?.Provider,
            [.. Decision.Reasons.Select(r => new GateReason(r.Code, r.Clause, PolicyWords.Say(r, chinese: true), PolicyWords.Say(r, chinese: false)))])
        {
            Parts = Decision.Parts,
        };
    }
}
