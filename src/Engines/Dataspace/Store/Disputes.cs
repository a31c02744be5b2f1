using System.Text.Json;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Disputes about agreements: raised by a party, answered by the other, ended by both, by who raised it or by who rules; each step with its record.</summary>
internal sealed class Disputes(ILane lane, DataspaceReads reads, IDbContextFactory<NodeContext> contexts, SentOnce once, IIds ids, TimeProvider clock)
{
    private const int NoteMax = 1_000;
    private const int WordsMax = 50;
    private const int OfAgreementMax = 20;

    public Task<Result<DisputeView>> Raise(AgreementId id, DisputeRequest request, Caller caller, CancellationToken stop) => once.Make(
        request.Id, caller.Member, new { id, request }, dispute => One(dispute, caller, stop), () => RaiseNew(id, request, caller, stop), stop);

    private async Task<Result<DisputeView>> RaiseNew(AgreementId id, DisputeRequest request, Caller caller, CancellationToken stop)
    {
        var agreement = await reads.Find(id, stop);
        if (agreement is null || AgreementCommands.PartyOf(agreement, caller.Member) is not { } who)
        {
            return AgreementCommands.Unknown(id);
        }

        if (request.Reason?.Trim() is not { Length: > 0 and <= NoteMax } reason)
        {
            return Refusal.Field("reason", "1 to 1000 characters", request.Reason);
        }

        if (agreement.State is not NegotiationState.Finalized)
        {
            return new Refusal("dataspace.dispute.state", "There is nothing to dispute yet. 尚无可争议之事。", "The agreement was never in force: refuse or terminate it instead. 协议未曾生效，请拒绝或终止。");
        }

        if (agreement.Dispute is { } open)
        {
            return new Refusal(
                "dataspace.dispute.exists",
                "There is a dispute about this agreement already. 该协议已有未了结的争议。",
                "Say in it what you have to say, or wait until it has ended. 请在其中陈述，或待其了结。",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["dispute"] = new PendingId(open).ToString() });
        }

        var at = clock.GetUtcNow();
        var row = new DisputeRow
        {
            Id = request.Id?.Value ?? ids.Next(),
            Version = 1,
            Agreement = agreement.Id,
            Asset = agreement.Asset,
            Provider = agreement.Provider,
            Consumer = agreement.Consumer,
            Claimant = caller.Member.Value,
            State = "raised",
            Words = Write([new DisputeWord(who, "raise", reason, at)]),
            RaisedAt = at,
            Since = at,
        };
        row.WaitsFor = MemberOf(row, DisputeTransitions.WaitsFor(row.State));
        agreement.Dispute = row.Id;
        var change = new Change(Record(row, agreement, "raised", reason, caller)).Insert(row).Update(agreement);
        var done = await lane.Commit(SentOnce.With(change, request.Id, caller.Member, new { id, request }), stop);
        return done.IsOk ? View(row, agreement, caller) : done.Refusal;
    }

    public async Task<Result<DisputeView>> Step(PendingId id, string step, string? note, Caller caller, CancellationToken stop)
    {
        if (await Find(id, caller, stop) is not (var row, var agreement))
        {
            return Unknown(id.ToString());
        }

        if (DisputeTransitions.Rulings.Contains(step) && PartsOf(row, caller.Member).Count > 0)
        {
            return new Refusal("access.dispute.own", "Nobody rules in a matter of its own. 任何一方不得裁决自己的争议。", "Another operator or a regulator, of an organisation that is no party, rules on it. 请由非当事方机构的运营者或监管者裁决。");
        }

        var words = Read(row.Words);
        var said = note?.Trim();
        if (said is { Length: > NoteMax } || (said is not { Length: > 0 } && step is not ("withdraw" or "resume")))
        {
            return Refusal.Field("note", "1 to 1000 characters", note);
        }

        var parts = Parts(row, caller);
        var suspended = agreement.SuspendedAt is not null;
        var at = clock.GetUtcNow();
        if (DisputeTransitions.Next(row.State, step, parts, suspended) is not { } next || (step == "suspend" && !DataspaceReads.StageAt(agreement, at).IsInForce))
        {
            return Illegal(row, step, suspended);
        }

        if (words.Count >= WordsMax && DisputeTransitions.IsOpen(next))
        {
            return new Refusal("dataspace.dispute.words.exceeded", "Enough was said in this dispute. 该争议的陈述已达上限。", $"After {WordsMax} steps it can only be ended: settle or withdraw it, or have it ruled on. {WordsMax} 步之后只能了结：和解、撤回或裁决。");
        }

        var over = !DisputeTransitions.IsOpen(next);
        row.Since = next == row.State ? row.Since : at;
        row.State = next;
        row.WaitsFor = MemberOf(row, DisputeTransitions.WaitsFor(next));
        row.Words = Write([.. words, new DisputeWord(PartyWord(row, caller), step, said is { Length: > 0 } ? said : null, at)]);
        var change = new Change(Record(row, agreement, step, said, caller)).Update(row);
        if (over || step is "suspend" or "resume")
        {
            // Each use asks the Gate anew when the agreement's row has changed.
            agreement.SuspendedAt = step == "suspend" ? at : null;
            agreement.Dispute = over ? null : row.Id;
            change.Update(agreement);
        }

        var done = await lane.Commit(change, stop);
        return done.IsOk ? View(row, agreement, caller) : done.Refusal;
    }

    public async Task<Result<DisputeView>> One(PendingId id, Caller caller, CancellationToken stop) =>
        await Find(id, caller, stop) is (var row, var agreement) ? View(row, agreement, caller) : Unknown(id.ToString());

    /// <summary>Disputes of the reader's agreements, of those who supervise all; the newest first.</summary>
    public async Task<Page<DisputeView>> List(Caller caller, bool? open, Guid? before, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = Supervises(caller) ? db.Set<DisputeRow>() : db.Set<DisputeRow>().Where(d => d.Provider == caller.Member.Value || d.Consumer == caller.Member.Value);
        if (open is { } wanted)
        {
            string[] states = [.. DisputeTransitions.States.Where(s => DisputeTransitions.IsOpen(s) == wanted)];
            rows = rows.Where(d => states.Contains(d.State));
        }

        if (before is { } cursor)
        {
            rows = rows.Where(d => d.Id.CompareTo(cursor) < 0);
        }

        var page = await rows.OrderByDescending(d => d.Id).Take(limit + 1)
            .Join(db.Set<AgreementRow>(), d => d.Agreement, a => a.Id, (d, a) => new { Dispute = d, Agreement = a }).OrderByDescending(x => x.Dispute.Id).ToListAsync(stop);
        return new Page<DisputeView>([.. page.Take(limit).Select(x => View(x.Dispute, x.Agreement, caller))], page.Count > limit ? page[limit - 1].Dispute.Id.ToString("n") : null);
    }

    /// <summary>The disputes about one agreement, the newest first.</summary>
    public async Task<IReadOnlyList<DisputeView>> Of(AgreementRow agreement, Caller reader, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<DisputeRow>().Where(d => d.Agreement == agreement.Id).OrderByDescending(d => d.Id).Take(OfAgreementMax).ToListAsync(stop);
        return [.. rows.Select(d => View(d, agreement, reader))];
    }

    /// <summary>Whether somebody who rules may read an agreement: it is or was disputed, and not by its own organisation.</summary>
    public async Task<bool> MayRead(AgreementRow agreement, Caller reader, CancellationToken stop)
    {
        if (!Rules(reader))
        {
            return false;
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<DisputeRow>().AnyAsync(d => d.Agreement == agreement.Id, stop);
    }

    public static Refusal Unknown(string id) => new("dataspace.dispute.unknown", "There is no such dispute of yours.", $"No dispute about an agreement of yours has the id \"{id}\".");

    /// <summary>Whether somebody reads all disputes.</summary>
    private static bool Supervises(Caller caller) => caller.Is(NodeRoles.Operator) || caller.Is(NodeRoles.Regulator) || caller.Is(NodeRoles.Auditor);

    private static bool Rules(Caller caller) => caller.Is(NodeRoles.Operator) || caller.Is(NodeRoles.Regulator);

    private async Task<(DisputeRow Dispute, AgreementRow Agreement)?> Find(PendingId id, Caller reader, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<DisputeRow>().FirstOrDefaultAsync(d => d.Id == id.Value, stop) is { } row
            && (Supervises(reader) || PartsOf(row, reader.Member).Count > 0)
            && await reads.Find(new AgreementId(row.Agreement), stop) is { } agreement ? (row, agreement) : null;
    }

    private static List<string> PartsOf(DisputeRow row, MemberId member)
    {
        List<string> parts = [];
        if (row.Provider == member.Value || row.Consumer == member.Value)
        {
            parts.Add(row.Claimant == member.Value ? "claimant" : "respondent");
        }

        if (row.Provider == member.Value)
        {
            parts.Add("provider");
        }

        return parts;
    }

    /// <summary>What somebody is in a dispute: a party, and nothing else then, or who rules.</summary>
    private static List<string> Parts(DisputeRow row, Caller caller) =>
        PartsOf(row, caller.Member) is { Count: > 0 } parties ? caller.Is(NodeRoles.MemberAdmin) || caller.Is(NodeRoles.Trial) ? parties : [] : Rules(caller) ? ["arbiter"] : [];

    private static string PartyWord(DisputeRow row, Caller caller) => row.Provider == caller.Member.Value ? "provider" : row.Consumer == caller.Member.Value ? "consumer" : "arbiter";

    private static Guid? MemberOf(DisputeRow row, string? part) => part switch { "claimant" => row.Claimant, "respondent" => row.Claimant == row.Provider ? row.Consumer : row.Provider, _ => null };

    private static List<DisputeWord> Read(string json) => JsonSerializer.Deserialize<List<DisputeWord>>(json, JsonSerializerOptions.Web)!;

    private static string Write(IReadOnlyList<DisputeWord> words) => JsonSerializer.Serialize(words, JsonSerializerOptions.Web);

    private static Refusal Illegal(DisputeRow row, string step, bool suspended) => new(
        "dataspace.dispute.state",
        "This step is not possible now. 当前不能进行此步骤。",
        $"The dispute is {row.State}{(suspended ? " and use is suspended" : "")}; you can't {step} now. 争议状态为“{StepNames.State(row.State)}”{(suspended ? "，使用已暂停" : "")}；当前不能{StepNames.Chinese(step)}。",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = row.State, ["step"] = step });

    private static Act Record(DisputeRow row, AgreementRow agreement, string verb, string? note, Caller caller) => new(
        $"dispute.{verb}", caller.Subject, caller.Member.Value, [new PendingId(row.Id).ToString(), new AgreementId(row.Agreement).ToString(), new AssetId(row.Asset).ToString()], "done",
        JsonSerializer.Serialize(new { document = agreement.DocumentSha256, note }));

    private DisputeView View(DisputeRow row, AgreementRow agreement, Caller reader)
    {
        var (parts, suspended, inForce) = (Parts(row, reader), agreement.SuspendedAt is not null && agreement.Dispute == row.Id, DataspaceReads.StageAt(agreement, clock.GetUtcNow()).IsInForce);
        return new DisputeView(
            new PendingId(row.Id), new AgreementId(row.Agreement), new AssetId(row.Asset), new MemberId(row.Provider), new MemberId(row.Consumer), row.Claimant == row.Provider ? "provider" : "consumer", row.State,
            suspended ? agreement.SuspendedAt : null, row.RaisedAt, row.Since, [.. Read(row.Words).Select(w => new DisputeWordView(w.By, w.Step, w.Note, w.At))],
            [.. DisputeTransitions.Steps.Where(s => DisputeTransitions.Next(row.State, s, parts, suspended) is not null && (s != "suspend" || inForce))])
        { IsOpen = DisputeTransitions.IsOpen(row.State) };
    }
}
