using System.Text;
using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Options;
using static KeyEcosystem.Dataspace.Store.AgreementDrafts;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>From the request to the end of an agreement, each step with its record.</summary>
internal sealed class AgreementCommands(ILane lane, Catalogue catalogue, DataspaceReads reads, AgreementViews views, MemberKeys keys, IMemberAnswer members, EndedAgreements ended, SentOnce once, IIds ids, TimeProvider clock, IOptions<DataspaceOptions> options)
{
    private const int ExpireMax = 500;
    private const int NoteMax = 1_000;

    public Task<Result<AgreementView>> Request(AgreementRequest request, Caller caller, CancellationToken stop) => once.Make(
        request.Id, caller.Member, request,
        async agreement => await reads.Find(agreement, stop) is { } row ? await views.Of(row, caller, row.Version, stop) : Unknown(agreement),
        () => RequestNew(request, caller, stop), stop);

    private async Task<Result<AgreementView>> RequestNew(AgreementRequest request, Caller caller, CancellationToken stop)
    {
        if (await catalogue.Find(request.Asset, stop) is not { } asset)
        {
            return new Refusal("dataspace.asset.unknown", "There is no such asset.", $"No asset has the id \"{request.Asset}\".");
        }

        if (asset.Provider == caller.Member.Value)
        {
            return new Refusal("dataspace.agreement.own", "This is your own asset.", "An agreement is made with another member; your own asset needs none.");
        }

        if (await members.Of(caller.Member, stop) is not { MayUse: true } consumer)
        {
            return new Refusal("access.member", "Your organisation may not conclude agreements.", "Only admitted members conclude agreements, and members on trial on offers that are open to trials.");
        }

        var at = clock.GetUtcNow();

        // A result is shared onward only to whom every source lets it be distributed.
        if (!Usability.MayHave(request.Asset, asset.Inherits, asset.Policy, consumer, at))
        {
            return new Refusal("dataspace.agreement.inherited", "This result may not be shared onward.", "It inherits the terms of its sources, and they do not permit to distribute it. Ask the owners of the sources.");
        }

        var offers = await reads.OffersOf(request.Asset, stop);
        var offer = request.Offer is { } wanted
            ? offers.FirstOrDefault(o => o.Id == wanted.Value)
            : Earliest(offers, consumer.Trial, at);
        if (offer is null && request.Offer is { } named)
        {
            return new Refusal("dataspace.offer.unknown", "There is no such offer.", $"Asset \"{request.Asset}\" has no offer with the id \"{named}\".");
        }

        if (offer is null || OfferState.At(offer.From, offer.Until, offer.WithdrawnAt, at) is not OfferState.Open)
        {
            return new Refusal("dataspace.offer.closed", "This can't be agreed on now.", offer is null ? "The asset has no open offer." : $"The offer is {OfferState.At(offer.From, offer.Until, offer.WithdrawnAt, at)}.");
        }

        var policy = request.Policy is { } others ? Terms(asset, others, request.Note, at) : offer.Policy;
        if (!policy.IsOk)
        {
            return policy.Refusal;
        }

        var terms = PolicyJson.Stored(offer.Policy);
        var asOffered = request.Policy is null || policy.Value == PolicyJson.Write(terms);
        if (asOffered && Ended(terms, at))
        {
            return HaveEnded(terms);
        }

        if (!asOffered && consumer.Trial)
        {
            return AsOffered;
        }

        if (consumer.Trial && !TrialTerms.OpenTo(terms))
        {
            return new Refusal("dataspace.offer.not-open", "This offer is not open to trials. 该要约未向试用开放。", "Its provider has not named the role \"trial\" in its terms: choose another offer, or apply for membership (keyeco members apply). 请选择其他要约，或申请入盟。");
        }

        if (await reads.Standing(caller.Member, offer, at, stop) is { } standing && standing.Id != request.Id?.Value)
        {
            var (agreement, state) = (new AgreementId(standing.Id).ToString(), DataspaceReads.StateAt(standing, at));
            return new Refusal(
                "dataspace.agreement.exists",
                "You have an agreement under this offer already.",
                $"Agreement \"{agreement}\" is {state}{(state == "signed" ? ": use the asset under it" : ": go on with it")}, or end it first.",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["agreement"] = agreement, ["state"] = state });
        }

        var row = Row(asset, offer, asOffered ? offer.Policy : policy.Value, request.Id ?? new AgreementId(ids.Next()), caller.Member, at, at.AddDays(options.Value.SigningDays));
        var change = new Change(Record("agreement.requested", caller.Subject, caller.Member.Value, row, NegotiationMessage.Request));
        if (!asOffered)
        {
            change.Insert(Proposal(ids.Next(), row, 1, ProtocolRole.Consumer, request.Note, at));
        }

        if (consumer.Trial)
        {
            if (await members.Of(new MemberId(asset.Provider), stop) is not { State: "admitted" })
            {
                return new Refusal("access.member", "The provider may not conclude agreements now.", "Its membership does not stand; choose another offer.");
            }

            if (await reads.OwnKey(new MemberId(asset.Provider), stop) is not { PublicKey: not null })
            {
                // An offer that names the role trial is a standing one (ADR 0013): its provider has agreed and signs by publishing it. With its own key it signs itself.
                row.ProviderSignature = keys.Sign(new MemberId(asset.Provider), Encoding.UTF8.GetBytes(row.Document));
                row.ProviderSignedAt = at;
            }

            row.Stage = AgreementTransitions.Next(row.Stage, "agree", "provider", ownSigned: false, otherSigned: false)!.To;
            change.Also(Record("agreement.agreed-by-offer", "node", asset.Provider, row, NegotiationMessage.Agreement));
        }

        var done = await lane.Commit(SentOnce.With(change.Insert(row), request.Id, caller.Member, request), stop);
        return done.IsOk ? await views.Of(row, caller, row.Version, stop) : done.Refusal;
    }

    /// <summary>The earliest offer that is open and whose terms have not ended; for who tries, the earliest of these that is open to trials, if there is one.</summary>
    private static OfferRow? Earliest(IReadOnlyList<OfferRow> offers, bool trial, DateTimeOffset at)
    {
        var open = offers.Where(o => OfferState.At(o.From, o.Until, o.WithdrawnAt, at) == OfferState.Open).Select(o => (Row: o, Terms: PolicyJson.Stored(o.Policy))).ToList();
        var lasting = open.FindAll(o => !Ended(o.Terms, at));
        return (trial ? lasting.Find(o => TrialTerms.OpenTo(o.Terms)).Row : null) ?? lasting.FirstOrDefault().Row ?? open.FirstOrDefault().Row;
    }

    public async Task<Result<AgreementView>> Step(AgreementId agreement, string step, AgreementSigning? signing, Caller caller, CancellationToken stop)
    {
        var row = await reads.Find(agreement, stop);
        if (row is null || PartyOf(row, caller.Member) is not { } who)
        {
            return Unknown(agreement);
        }

        var at = clock.GetUtcNow();
        var stage = DataspaceReads.StageAt(row, at);
        var otherSigned = (who == "provider" ? row.ConsumerSignature : row.ProviderSignature) is not null;
        var ownSigned = (who == "provider" ? row.ProviderSignature : row.ConsumerSignature) is not null;
        if (AgreementTransitions.Next(stage, step, who, ownSigned, otherSigned) is not { } move)
        {
            return Illegal(stage, step, who, ownSigned);
        }

        if (signing?.DocumentSha256 is { } meant && meant != row.DocumentSha256)
        {
            return new Refusal(
                "dataspace.agreement.version",
                "Other terms were proposed meanwhile. 条款已另行提出。",
                "Read the agreement again before you decide. 请重新查看协议后再决定。",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["documentSha256"] = row.DocumentSha256 });
        }

        if (step is "agree" or "accept" or "sign" && await members.Of(caller.Member, stop) is not { MayUse: true })
        {
            return NotConcluding;
        }

        if (step == "sign")
        {
            var signature = await Sign(row, signing, caller.Member, stop);
            if (!signature.IsOk)
            {
                return signature.Refusal;
            }

            if (who == "provider")
            {
                (row.ProviderSignature, row.ProviderSignedAt) = (signature.Value, at);
            }
            else
            {
                (row.ConsumerSignature, row.ConsumerSignedAt) = (signature.Value, at);
            }
        }

        row.Stage = move.To;
        row.Since = at;
        var change = new Change(Record($"agreement.{step}", caller.Subject, caller.Member.Value, row, [.. move.Messages])).Update(row);
        if (move.To.IsInForce)
        {
            if (row.Replaces is { } replaced && await Replace(change, new AgreementId(replaced), at, stop) is { } refused)
            {
                return refused;
            }

            Owe(row);
            change.Tell(Signed(row));
        }

        var done = await lane.Commit(change, stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        if (row.Ended is not null)
        {
            ended.Add(row.Id);
        }
        else if (move.To.IsInForce && row.Replaces is { } earlier)
        {
            ended.Add(earlier);
        }

        return await views.Of(row, caller, row.Version + 1, stop);
    }

    /// <summary>Ends the agreement of which a new version comes into force.</summary>
    private async Task<Refusal?> Replace(Change change, AgreementId replaced, DateTimeOffset at, CancellationToken stop)
    {
        if (await reads.Find(replaced, stop) is not { } old || AgreementTransitions.Next(DataspaceReads.StageAt(old, at), "replace", "node", ownSigned: true, otherSigned: true) is not { } move)
        {
            return new Refusal(
                "dataspace.agreement.state",
                "There is nothing to replace any more. 已无可取代的协议。",
                $"Agreement \"{replaced}\" is not in force: end this version, and ask for an agreement anew. 该协议已不生效：请终止此新版，另行申请。",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["agreement"] = replaced.ToString() });
        }

        old.Stage = move.To;
        old.Since = at;
        change.Update(old).Also(Record("agreement.replace", "node", old.Provider, old));
        return null;
    }

    /// <summary>Puts on record what a party says of a duty. Also when the agreement has ended: what is owed then is owed.</summary>
    public async Task<Result<AgreementRow>> Step(AgreementId agreement, DutyStep said, Caller caller, CancellationToken stop)
    {
        var row = await reads.Find(agreement, stop);
        if (row is null || PartyOf(row, caller.Member) is not { } who)
        {
            return Unknown(agreement);
        }

        var duties = DataspaceReads.DutiesOf(row);
        if (duties.All.FirstOrDefault(d => d.Rule.Id == said.Clause) is not { } duty)
        {
            return Refusal.Field("clause", duties.All.Count == 0 ? "left out: these terms have no duties" : string.Join(", ", duties.All.Select(d => d.Rule.Id)), said.Clause);
        }

        if (!DutyTransitions.Steps.Contains(said.Step))
        {
            return Refusal.Field("step", string.Join(", ", DutyTransitions.Steps), said.Step);
        }

        if (said.Note is { Length: > NoteMax } || (said.Step == "contest" && string.IsNullOrWhiteSpace(said.Note)))
        {
            return Refusal.Field("note", said.Note is { Length: > NoteMax } ? $"at most {NoteMax} characters" : "why the duty is not done", said.Note);
        }

        var state = duties.StateOf(duty);
        if (row.InForceSince is null || DutyTransitions.Next(state, said.Step, who) is not { } next)
        {
            return new Refusal(
                "dataspace.duty.state",
                "This can't be said of the duty now. 当前不能进行此项登记。",
                row.InForceSince is null ? "The agreement was never in force: nothing is owed. 协议未曾生效，无义务可履行。" : $"The duty is {state}; as {who} you can't {said.Step} it now. 义务状态为“{StepNames.State(state)}”，{StepNames.PartChinese(who)}当前不能{StepNames.Chinese(said.Step)}。",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = state, ["step"] = said.Step, ["as"] = who });
        }

        row.Duties = AgreementDuties.Write(duties.With(new DutyRecord(said.Clause, next, clock.GetUtcNow(), string.IsNullOrWhiteSpace(said.Note) ? null : said.Note.Trim())));
        Owe(row);
        var act = Record($"agreement.duty.{said.Step}", caller.Subject, caller.Member.Value, row);
        var done = await lane.Commit(new Change(act with { Detail = JsonSerializer.Serialize(new { document = row.DocumentSha256, clause = said.Clause, note = said.Note }) }).Update(row), stop);
        return done.IsOk ? row : done.Refusal;
    }

    /// <summary>Which party of an agreement a member is; null for none.</summary>
    public static string? PartyOf(AgreementRow row, MemberId member) => row.Provider == member.Value ? "provider" : row.Consumer == member.Value ? "consumer" : null;

    /// <summary>Keeps in the row whom its duties wait for.</summary>
    public static void Owe(AgreementRow row)
    {
        if (row.Duties is not null)
        {
            var duties = DataspaceReads.DutiesOf(row);
            (row.ProviderOwes, row.ConsumerOwes) = (duties.WaitsForProvider, duties.WaitsForConsumer);
        }
    }

    /// <summary>Records what time has ended; true when there may be more.</summary>
    public async Task<bool> Expire(CancellationToken stop)
    {
        var overdue = await reads.Overdue(clock.GetUtcNow(), ExpireMax, stop);
        foreach (var row in overdue)
        {
            row.Stage = (AgreementTransitions.Next(row.Stage, "expire", "node", ownSigned: false, otherSigned: false) ?? throw new InvalidOperationException("What is read as overdue can expire.")).To;
            row.Since = clock.GetUtcNow();

            // Whoever took a step meanwhile was first; the next round sees what stands then.
            if (await lane.Commit(new Change(Record("agreement.expire", "node", row.Provider, row)).Update(row), stop) is { IsOk: true })
            {
                ended.Add(row.Id);
            }
        }

        return overdue.Count == ExpireMax;
    }

    /// <summary>The fact that an agreement is in force.</summary>
    public static Fact Signed(AgreementRow row) => new(
        "dataspace.agreement.signed.v1", row.Id, JsonSerializer.Serialize(new { agreement = new AgreementId(row.Id).ToString(), asset = new AssetId(row.Asset).ToString(), provider = new MemberId(row.Provider).ToString(), consumer = new MemberId(row.Consumer).ToString(), at = row.Since }));

    public static Refusal Unknown(AgreementId agreement) => new("dataspace.agreement.unknown", "There is no such agreement of yours.", $"Your organisation has no agreement with the id \"{agreement}\".");

    /// <summary>With a key of its own the member signs and the node checks; without one the node signs for it.</summary>
    private async Task<Result<string>> Sign(AgreementRow row, AgreementSigning? signing, MemberId member, CancellationToken stop)
    {
        var document = Encoding.UTF8.GetBytes(row.Document);
        if (await reads.OwnKey(member, stop) is not { PublicKey: { } publicKey })
        {
            return signing?.Signature is null
                ? keys.Sign(member, document)
                : new Refusal("dataspace.key.none", "Your organisation has no key of its own.", "Register its public key first, or sign without a signature of yours: then the node signs with the key in its custody.");
        }

        if (signing?.Signature is not { } sent)
        {
            return new Refusal(
                "dataspace.signature.missing",
                "Your organisation signs with its own key.",
                "Fetch the agreement's document, sign its UTF-8 bytes with your key and send the signature.",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["sha256"] = row.DocumentSha256, ["publicKey"] = publicKey });
        }

        if (KeyCommands.Hex(sent, 64) is not { } signature)
        {
            return Refusal.Field("signature", "128 hexadecimal digits", sent);
        }

        return NodeSigner.Verify(Convert.FromHexString(publicKey), document, signature)
            ? $"{MemberKeys.Own}:{publicKey}:{Convert.ToHexStringLower(signature)}"
            : new Refusal("dataspace.signature.wrong", "This signature is not of the document and your key.", $"Sign the UTF-8 bytes of the document with SHA-256 {row.DocumentSha256} with key {publicKey}.");
    }
}
