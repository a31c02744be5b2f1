using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A result is released from its sources' terms when the owner of every source says so; one refusal ends the request.</summary>
internal sealed class Releases(ILane lane, Catalogue catalogue, DataspaceReads reads, IDbContextFactory<NodeContext> contexts, IMemberAnswer members, SentOnce once, IIds ids, TimeProvider clock)
{
    private const int SourcesMax = 1000;
    private const int ListMax = 500;
    private const int Tries = 8;

    public Task<Result<ReleaseView>> Request(AssetId asset, ReleaseRequest request, Caller caller, CancellationToken stop) => once.Make(
        request.Id, caller.Member, new { asset, request }, id => One(id, caller.Member, stop), () => RequestNew(asset, request, caller, stop), stop);

    private async Task<Result<ReleaseView>> RequestNew(AssetId asset, ReleaseRequest request, Caller caller, CancellationToken stop)
    {
        if (request.Policy.ValueKind != JsonValueKind.Object)
        {
            return Refusal.Field("policy", "an ODRL object", request.Policy.ValueKind.ToString());
        }

        var policy = StoredTerms.Read(request.Policy.GetRawText(), asset.ToString());
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        var terms = StoredTerms.Of(policy.Value);
        if (!terms.IsOk)
        {
            return terms.Refusal;
        }

        if (await catalogue.Find(asset, stop) is not { } row || row.Provider != caller.Member.Value)
        {
            return new Refusal("dataspace.asset.unknown", "There is no such asset of yours.", $"Your organisation has no asset with the id \"{asset}\".");
        }

        if (!row.Inherits)
        {
            return new Refusal("dataspace.release.needless", "Nothing binds this asset.", "It inherits no terms, or has been released: offer it on your own.");
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" })
        {
            return new Refusal("access.member", "Your organisation may not ask for a release.", "Only admitted members ask.");
        }

        await using (var db = await contexts.CreateDbContextAsync(stop))
        {
            if (await db.Set<ReleaseRow>().AnyAsync(r => r.Asset == asset.Value && r.State == "requested", stop))
            {
                return new Refusal("dataspace.release.exists", "A release is asked for already.", "Withdraw that request first.");
            }
        }

        var owners = await Owners(row, stop);
        if (!owners.IsOk)
        {
            return owners.Refusal;
        }

        var at = clock.GetUtcNow();
        var release = new ReleaseRow
        {
            Id = request.Id?.Value ?? ids.Next(),
            Version = 1,
            Asset = asset.Value,
            Owner = caller.Member.Value,
            Policy = terms.Value,
            State = owners.Value.Count == 0 ? "released" : "requested",
            RequestedAt = at,
        };
        var votes = owners.Value.Select(o => new ReleaseVoteRow { Id = ids.Next(), Version = 1, Release = release.Id, Member = o, State = "pending" }).ToList();
        var change = new Change(Record("release.requested", caller, release)).Insert(release);
        votes.ForEach(v => change.Insert(v));
        if (owners.Value.Count == 0)
        {
            await Release(change, release, row, at, stop);
        }

        var done = await lane.Commit(SentOnce.With(change, request.Id, caller.Member, new { asset, request }), stop);
        return done.IsOk ? View(release, votes) : done.Refusal;
    }

    public async Task<Result<ReleaseView>> Step(PendingId id, string step, Caller caller, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Find(id, caller.Member, stop) is not var (release, votes))
            {
                return Unknown(id.ToString());
            }

            var own = votes.FirstOrDefault(v => v.Member == caller.Member.Value && v.State == "pending");
            var who = step == "withdraw" ? release.Owner == caller.Member.Value ? "owner" : "" : own is null ? "" : "source";
            if (ReleaseTransitions.Next(release.State, step, who, votes.All(v => v == own || v.State == "approved")) is not { } next)
            {
                return new Refusal("dataspace.release.state", "This step is not possible now. 当前不能进行此步骤。", $"The request is {release.State}; you can't {step} it now. 申请状态为“{StepNames.State(release.State)}”；当前不能{StepNames.Chinese(step)}。");
            }

            if (await members.Of(caller.Member, stop) is not { State: "admitted" } && step == "approve")
            {
                return new Refusal("access.member", "Your organisation may not release.", "Only admitted members release.");
            }

            var at = clock.GetUtcNow();
            release.State = next;
            var change = new Change(Record($"release.{step}", caller, release)).Update(release);
            if (who == "source")
            {
                own!.State = step == "approve" ? "approved" : "refused";
                own.At = at;
                change.Update(own);
            }

            if (next == "released" && await catalogue.Find(new AssetId(release.Asset), stop) is { } asset)
            {
                await Release(change, release, asset, at, stop);
            }

            var done = await lane.Commit(change, stop);
            if (done.IsOk)
            {
                return View(release, votes);
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    public async Task<Result<ReleaseView>> One(PendingId id, MemberId reader, CancellationToken stop) =>
        await Find(id, reader, stop) is var (release, votes) ? View(release, votes) : Unknown(id.ToString());

    /// <summary>Requests of the member, and those that concern its data, the newest first.</summary>
    public async Task<IReadOnlyList<ReleaseView>> List(MemberId reader, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<ReleaseRow>()
            .Where(r => r.Owner == reader.Value || db.Set<ReleaseVoteRow>().Any(v => v.Release == r.Id && v.Member == reader.Value))
            .OrderByDescending(r => r.Id).Take(ListMax).ToListAsync(stop);
        var of = rows.Select(r => r.Id).ToList();
        var votes = (await db.Set<ReleaseVoteRow>().Where(v => of.Contains(v.Release)).OrderBy(v => v.Id).ToListAsync(stop)).ToLookup(v => v.Release);
        return [.. rows.Select(r => View(r, [.. votes[r.Id]]))];
    }

    public static Refusal Unknown(string id) => new("dataspace.release.unknown", "There is no such request.", $"No request for a release that concerns you has the id \"{id}\".");

    private static Act Record(string verb, Caller caller, ReleaseRow release) =>
        new(verb, caller.Subject, caller.Member.Value, [new PendingId(release.Id).ToString(), new AssetId(release.Asset).ToString()], "done", "{}");

    private static ReleaseView View(ReleaseRow r, IReadOnlyList<ReleaseVoteRow> votes)
    {
        var policy = PolicyJson.Stored(r.Policy);
        return new ReleaseView(
            new PendingId(r.Id), new AssetId(r.Asset), new MemberId(r.Owner), r.State, r.Policy, PolicyWords.Say(policy, chinese: true), PolicyWords.Say(policy, chinese: false), r.RequestedAt,
            [.. votes.Select(v => new ReleaseVoteView(new MemberId(v.Member), v.State, v.At))]);
    }

    /// <summary>Owners of every source, of what an unreleased source was made of too; the result's own owner needs not be asked.</summary>
    private async Task<Result<IReadOnlyList<Guid>>> Owners(AssetRow result, CancellationToken stop)
    {
        var seen = new HashSet<Guid>();
        var owners = new SortedSet<Guid>();
        var queue = new Queue<AssetRow>([result]);
        while (queue.TryDequeue(out var row))
        {
            foreach (var source in row.SourceIds.Where(s => seen.Add(s.Value)))
            {
                if (seen.Count > SourcesMax || await catalogue.Find(source, stop) is not { } of)
                {
                    return new Refusal("dataspace.asset.unknown", "A source is not known.", $"Source \"{source}\" is not here, or there are more than {SourcesMax}.");
                }

                if (of.Provider != result.Provider)
                {
                    owners.Add(of.Provider);
                }

                if (of.Inherits)
                {
                    queue.Enqueue(of);
                }
            }
        }

        return owners.ToArray();
    }

    /// <summary>The released terms take the place of the inherited ones; what was offered before is withdrawn.</summary>
    private async Task Release(Change change, ReleaseRow release, AssetRow asset, DateTimeOffset at, CancellationToken stop)
    {
        asset.Policy = release.Policy;
        asset.ReleasedAt = at;
        change.Update(asset);
        foreach (var offer in (await reads.OffersOf(new AssetId(asset.Id), stop)).Where(o => o.WithdrawnAt is null))
        {
            offer.WithdrawnAt = at;
            change.Update(offer);
        }

        change.Insert(OfferCommands.Of(asset, new OfferId(ids.Next()), release.Policy, asset.PriceMinorPerHour, at))
            .Also(new Act("asset.released", "node", asset.Provider, [new AssetId(asset.Id).ToString(), new PendingId(release.Id).ToString(), .. asset.SourceIds.Take(14).Select(s => s.ToString())], "done", "{}"));
    }

    private async Task<(ReleaseRow Release, IReadOnlyList<ReleaseVoteRow> Votes)?> Find(PendingId id, MemberId reader, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var votes = await db.Set<ReleaseVoteRow>().Where(v => v.Release == id.Value).OrderBy(v => v.Id).ToListAsync(stop);
        return await db.Set<ReleaseRow>().FirstOrDefaultAsync(r => r.Id == id.Value, stop) is { } row && (row.Owner == reader.Value || votes.Any(v => v.Member == reader.Value)) ? (row, votes) : null;
    }
}
