using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// Contract negotiations with other connectors. A message that comes changes the state by the one table or is refused; a message of this node is written together with the state that it leads to, and posted then.
/// </summary>
internal sealed class Negotiations(
    ProtocolReads reads, DataspaceReads agreements, Catalogue catalogue, MemberKeys keys, IMemberAnswer members, MessageSender sender, ProtocolNews news, ProcessWatch watch, IBehaviour behaviour, ProtocolAddress own, IIds ids, TimeProvider clock, IOptions<DataspaceOptions> options) : IDisposable
{
    private const int Tries = 16;

    /// <summary>Of agreements whose uses are limited one at a time is made, so that two at once do not both find none.</summary>
    private readonly SemaphoreSlim limited = new(1);

    /// <summary>A consumer asks, for the first time. Asking again under the same pid is asking once.</summary>
    public async Task<Result<NegotiationRow>> Asked(PeerRow peer, MessageRead message, CancellationToken stop)
    {
        if ((message.Missing("consumerPid", "offer", "callbackAddress") ?? Alone(message, "callbackAddress", "providerPid")) is { } missing)
        {
            return missing;
        }

        if (await reads.Negotiation(peer, ProtocolRole.Provider, message.ConsumerPid!, stop) is { } known)
        {
            return known;
        }

        var terms = OfferedTerms.Of(message.Body.GetProperty("offer"), "offer");
        var address = ProtocolAddress.Check("callbackAddress", message["callbackAddress"]!, peer, behaviour.AnswersAnywhere);
        if ((terms.Refusal ?? address.Refusal) is { } wrong)
        {
            return wrong;
        }

        var offered = await Offered(terms.Value, peer, stop);
        if (!offered.IsOk)
        {
            return offered.Refusal;
        }

        var (asset, offer) = offered.Value;
        var at = clock.GetUtcNow();
        var row = new NegotiationRow
        {
            Id = ids.Next(),
            Role = ProtocolRole.Provider,
            Peer = peer.Id,
            PeerPid = message.ConsumerPid,
            Address = address.Value,
            Member = asset.Provider,
            Dataset = await reads.NameOf("asset", asset.Id, stop) ?? new AssetId(asset.Id).ToString(),
            Asset = asset.Id,
            Offer = offer.Id,
            OfferId = terms.Value.Id,
            Policy = terms.Value.Policy,
            Before = offer.Policy,
            OfferedBy = ProtocolRole.Consumer,
            State = NegotiationState.Requested,
            Requests = 1,
            CreatedAt = at,
            Since = at,
        };
        return await Begin(row, peer, NegotiationMessage.Request, stop);
    }

    /// <summary>A provider makes an offer that nobody here has asked for.</summary>
    public async Task<Result<NegotiationRow>> Approached(PeerRow peer, MessageRead message, CancellationToken stop)
    {
        if ((message.Missing("providerPid", "offer", "callbackAddress") ?? Alone(message, "callbackAddress", "consumerPid")) is { } missing)
        {
            return missing;
        }

        if (await reads.Negotiation(peer, ProtocolRole.Consumer, message.ProviderPid!, stop) is { } known)
        {
            return known;
        }

        var terms = OfferedTerms.Of(message.Body.GetProperty("offer"), "offer");
        var address = ProtocolAddress.Check("callbackAddress", message["callbackAddress"]!, peer, behaviour.AnswersAnywhere);
        if ((terms.Refusal ?? address.Refusal) is { } wrong)
        {
            return wrong;
        }

        if (terms.Value.Target is not { } target)
        {
            return Refusal.Field("offer.target", "given", null);
        }

        var at = clock.GetUtcNow();
        var row = new NegotiationRow
        {
            Id = ids.Next(),
            Role = ProtocolRole.Consumer,
            Peer = peer.Id,
            PeerPid = message.ProviderPid,
            Address = address.Value,
            Member = own.Member.Value,
            Dataset = target,
            OfferId = terms.Value.Id,
            Policy = terms.Value.Policy,
            OfferedBy = ProtocolRole.Provider,
            State = NegotiationState.Offered,
            Requests = 0,
            CreatedAt = at,
            Since = at,
        };
        return await Begin(row, peer, NegotiationMessage.Offer, stop);
    }

    /// <summary>This node asks a peer for an agreement about a data set of its.</summary>
    public async Task<Result<NegotiationRow>> Ask(PeerRow peer, string dataset, OfferedTerms offer, string? address, NegotiationId? id, Caller caller, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        var row = new NegotiationRow
        {
            Id = id?.Value ?? ids.Next(),
            Role = ProtocolRole.Consumer,
            Peer = peer.Id,
            Address = (address ?? peer.Address).TrimEnd('/'),
            Member = caller.Member.Value,
            Dataset = dataset,
            OfferId = offer.Id,
            Policy = offer.Policy,
            OfferedBy = ProtocolRole.Consumer,
            State = NegotiationState.Requested,
            Requests = 1,
            CreatedAt = at,
            Since = at,
        };
        var body = MessageWrite.Of(ProtocolWords.TypeOf(NegotiationMessage.Request), null, row.Pid, ("offer", Terms(row)), ("callbackAddress", own.Base));
        var written = Message(row, NegotiationMessage.Request, $"{row.Address}/negotiations/request", body, null);
        var done = await reads.Negotiating.Insert(new Change(Record(row, "request", caller.Subject, written.Body)).Insert(written), row, stop);
        if (!done.IsOk)
        {
            return done.Refusal.Code == "state.exists" && await reads.Negotiation(row.Id, stop) is { } known && known.Member == row.Member ? known : done.Refusal;
        }

        sender.Post(written);
        news.Negotiation(row.Id);
        return row;
    }

    /// <summary>A message of a negotiation that goes on.</summary>
    public async Task<Result<NegotiationRow>> Receive(PeerRow peer, string pid, MessageRead read, NegotiationMessage message, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Find(peer, pid, stop) is not { } row)
            {
                return Unknown(pid);
            }

            var from = row.Role is ProtocolRole.Provider ? ProtocolRole.Consumer : ProtocolRole.Provider;
            if (read.WrongPids(row.ProviderPid, row.ConsumerPid) is { } wrong)
            {
                return wrong;
            }

            if (NegotiationTransitions.Next(row.State, message, from) is not { } next)
            {
                return Illegal(row, message, from);
            }

            var change = new Change(Record(row, Verb(message), peer.Participant, read.Body.GetRawText()));
            row.PeerPid ??= from is ProtocolRole.Provider ? read.ProviderPid : read.ConsumerPid;
            if (await Take(change, row, read, message, stop) is { } refused)
            {
                return refused;
            }

            row.State = next;
            row.Since = clock.GetUtcNow();
            row.Problem = message is NegotiationMessage.Termination && read.Reasons() is { Length: > 0 } reasons ? reasons : null;
            var done = await reads.Negotiating.Update(change, row, stop);
            if (done.IsOk)
            {
                watch.Changed(row.Id);
                news.Negotiation(row.Id);
                return row;
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>Whether terms limit what is used in all under one agreement: then one of them stands at a time under an offer.</summary>
    public static bool IsLimited(OdrlPolicy terms) => PolicyVocabulary.Quotas.Any(terms.DependsOn);

    /// <summary>What is answered to who asks for another agreement whose limits would begin anew.</summary>
    public static Refusal StandsAlready(Guid agreement) => new(
        "dataspace.agreement.exists",
        "There is an agreement under this offer already.",
        $"Agreement \"{new AgreementId(agreement)}\" under this offer stands between the two connectors, and what its terms limit is counted there, for all organisations of a node together: who has concluded it uses the data under it, or it ends first. 两个连接器在该要约下已有有效协议“{new AgreementId(agreement)}”，限额按该协议计，同一节点的各机构共用：请由订立方在其下使用，或先终止。");

    /// <summary>This side sends a message: its state and the message are one change.</summary>
    public async Task<Result<NegotiationRow>> Send(Guid id, NegotiationMessage message, OfferedTerms? counter, string? reason, string actor, CancellationToken stop)
    {
        if (message is not NegotiationMessage.Agreement || await reads.Negotiation(id, stop) is not { } asked || !IsLimited(PolicyJson.Stored(asked.Policy)))
        {
            return await SendNow(id, message, counter, reason, actor, stop);
        }

        await limited.WaitAsync(stop);
        try
        {
            return await SendNow(id, message, counter, reason, actor, stop);
        }
        finally
        {
            limited.Release();
        }
    }

    /// <summary>What this node would send by itself can't be sent: the negotiation says why, and waits for somebody here.</summary>
    public async Task Hinder(Guid id, NegotiationState at, string why, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await reads.Negotiation(id, stop) is not { } row || row.State != at || row.Problem == why)
            {
                return;
            }

            row.Problem = why;
            var done = await reads.Negotiating.Update(new Change(new Act("negotiation.hindered", "node", row.Member, [new NegotiationId(id).ToString()], "refused", JsonSerializer.Serialize(new { why }))), row, stop);
            if (done.Refusal?.Code != "state.stale")
            {
                watch.Changed(id);
                return;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => limited.Dispose();

    private async Task<Result<NegotiationRow>> SendNow(Guid id, NegotiationMessage message, OfferedTerms? counter, string? reason, string actor, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await reads.Negotiation(id, stop) is not { } row)
            {
                return Unknown(new NegotiationId(id).ToString());
            }

            if (NegotiationTransitions.Next(row.State, message, row.Role) is not { } next)
            {
                return Illegal(row, message, row.Role);
            }

            if (row.PeerPid is null)
            {
                return new Refusal("dataspace.negotiation.state", "The other side has not answered yet.", "Its name of the negotiation is not known until it has: try again in a moment.");
            }

            var from = row.State;
            var change = new Change(new Act("negotiation." + Verb(message), actor, row.Member, [new NegotiationId(row.Id).ToString()], "done", JsonSerializer.Serialize(new { reason })));
            var body = await Make(change, row, message, counter, reason, stop);
            if (!body.IsOk)
            {
                return body.Refusal;
            }

            row.State = next;
            row.Since = clock.GetUtcNow();
            row.Problem = message is NegotiationMessage.Termination ? reason : null;
            var written = Message(row, message, $"{row.Address}/negotiations/{Uri.EscapeDataString(row.PeerPid)}/{ProtocolWords.PathOf(message)}", body.Value, from);
            var done = await reads.Negotiating.Update(change.Insert(written), row, stop);
            if (done.IsOk)
            {
                watch.Changed(row.Id);
                sender.Post(written);
                return row;
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>The negotiation that a peer means by a pid of this side.</summary>
    public async Task<NegotiationRow?> Find(PeerRow peer, string pid, CancellationToken stop) =>
        Pids.Read(pid) is { } id && await reads.Negotiation(id, stop) is { } row && row.Peer == peer.Id ? row : null;

    /// <summary>The same for who asks how it stands: an answer names both pids, and the other side's may be on its way.</summary>
    public async Task<NegotiationRow?> Look(PeerRow peer, string pid, CancellationToken stop) =>
        await watch.Named(Pids.Read(pid) ?? default, () => Find(peer, pid, stop), row => row is not { PeerPid: null }, stop);

    /// <summary>The answer that tells how a negotiation stands.</summary>
    public static JsonObject View(NegotiationRow row) => MessageWrite.Of("ContractNegotiation", row.ProviderPid, row.ConsumerPid, ("state", ProtocolWords.Of(row.State)));

    public static Refusal Unknown(string pid) => new("dataspace.negotiation.unknown", "There is no such negotiation.", $"No negotiation of yours has the pid \"{pid}\".");

    private async Task<Result<NegotiationRow>> Begin(NegotiationRow row, PeerRow peer, NegotiationMessage message, CancellationToken stop)
    {
        var done = await reads.Negotiating.Insert(new Change(Record(row, Verb(message), peer.Participant, row.Policy)), row, stop);
        if (done.IsOk)
        {
            news.Negotiation(row.Id);
            return row;
        }

        // The same request twice at once.
        return done.Refusal.Code == "state.exists" && await reads.Negotiation(peer, row.Role, row.PeerPid!, stop) is { } known ? known : done.Refusal;
    }

    /// <summary>The asset and offer that terms are about.</summary>
    private async Task<Result<(AssetRow Asset, OfferRow Offer)>> Offered(OfferedTerms terms, PeerRow peer, CancellationToken stop)
    {
        if (await reads.Offer(terms.Id, stop) is not { } offerId || await agreements.Known(offerId, stop) is not { } offer || await catalogue.Row(new AssetId(offer.Asset), stop) is not { } asset)
        {
            return new Refusal("dataspace.offer.unknown", "There is no such offer.", $"No offer has the id \"{terms.Id}\": read the catalogue again.");
        }

        if (terms.Target is { } target && (await reads.Asset(target, stop))?.Value != offer.Asset)
        {
            return Refusal.Field("offer.target", "the data set of the offer", target);
        }

        if (OfferState.At(offer.From, offer.Until, offer.WithdrawnAt, clock.GetUtcNow()) is var state and not OfferState.Open)
        {
            return new Refusal("dataspace.offer.closed", "This can't be agreed on now.", $"The offer is {state}.");
        }

        if (asset.Provider == peer.Member)
        {
            return new Refusal("dataspace.agreement.own", "This is your own asset.", "An agreement is made with another member; your own asset needs none.");
        }

        if (await members.Of(new MemberId(peer.Member), stop) is not { State: "admitted" } consumer)
        {
            return new Refusal("access.member", "Your organisation may not conclude agreements.", "Only admitted members conclude agreements.");
        }

        // A result is shared onward only to whom every source lets it be distributed.
        return Usability.MayHave(new AssetId(asset.Id), asset.Inherits, asset.Policy, consumer, clock.GetUtcNow())
            ? (asset, offer)
            : new Refusal("dataspace.agreement.inherited", "This result may not be shared onward.", "It inherits the terms of its sources, and they do not permit to distribute it. Ask the owners of the sources.");
    }

    /// <summary>What a message changes beside the state; what stands in its way.</summary>
    private async Task<Refusal?> Take(Change change, NegotiationRow row, MessageRead read, NegotiationMessage message, CancellationToken stop)
    {
        switch (message)
        {
            case NegotiationMessage.Request or NegotiationMessage.Offer:
                if (read.Missing("offer") is { } missing)
                {
                    return missing;
                }

                var terms = OfferedTerms.Of(read.Body.GetProperty("offer"), "offer");
                if (!terms.IsOk)
                {
                    return terms.Refusal;
                }

                if (terms.Value.Target is { } target && target != row.Dataset)
                {
                    return Refusal.Field("offer.target", row.Dataset, target);
                }

                (row.OfferId, row.Before, row.Policy) = (terms.Value.Id, row.Policy, terms.Value.Policy);
                row.OfferedBy = message is NegotiationMessage.Request ? ProtocolRole.Consumer : ProtocolRole.Provider;
                row.Requests += message is NegotiationMessage.Request ? 1 : 0;
                return null;
            case NegotiationMessage.Agreement:
                if (read.Missing("agreement") is { } none)
                {
                    return none;
                }

                var agreed = OfferedTerms.Of(read.Body.GetProperty("agreement"), "agreement");
                if (!agreed.IsOk)
                {
                    return agreed.Refusal;
                }

                (row.AgreementId, row.AgreementText) = (agreed.Value.Id, agreed.Value.Text);
                return null;
            case NegotiationMessage.Verification when row.Agreement is { } id && await agreements.Find(new AgreementId(id), stop) is { } agreement:
                if (await agreements.KnownKey(new MemberId(agreement.Consumer), stop) is { PublicKey: not null })
                {
                    return new Refusal("dataspace.signature.missing", "Your organisation signs with its own key.", "The node does not sign agreements for it: terminate, or let the node hold the key.");
                }

                agreement.ConsumerSignature = keys.Sign(new MemberId(agreement.Consumer), Encoding.UTF8.GetBytes(agreement.Document));
                agreement.ConsumerSignedAt = clock.GetUtcNow();
                agreement.State = NegotiationState.Verified;
                change.Update(agreement);
                return null;
            case NegotiationMessage.Termination:
                await EndAgreement(change, row, stop);
                return null;
            default:
                return null;
        }
    }

    /// <summary>The body of a message of this side, and what it changes beside the state.</summary>
    private async Task<Result<JsonObject>> Make(Change change, NegotiationRow row, NegotiationMessage message, OfferedTerms? counter, string? reason, CancellationToken stop)
    {
        JsonObject Of(params ReadOnlySpan<(string Name, JsonNode? Value)> more) => MessageWrite.Of(ProtocolWords.TypeOf(message), row.ProviderPid, row.ConsumerPid, more);

        switch (message)
        {
            case NegotiationMessage.Request or NegotiationMessage.Offer:
                if (counter is not null)
                {
                    (row.OfferId, row.Before, row.Policy) = (counter.Id, row.Policy, counter.Policy);
                }

                row.OfferedBy = row.Role;
                row.Requests += message is NegotiationMessage.Request ? 1 : 0;
                return Of(("offer", Terms(row)));
            case NegotiationMessage.Agreement:
                var draft = await Draft(row, stop);
                if (!draft.IsOk)
                {
                    return draft.Refusal;
                }

                // One that the other side did not take gives way to the one that is sent now.
                await EndAgreement(change, row, stop);
                change.Insert(draft.Value);
                row.Agreement = draft.Value.Id;
                row.AgreementId = new AgreementId(draft.Value.Id).ToString();
                var peer = await reads.Peer(row.Peer, stop);
                return Of(("agreement", MessageWrite.Policy(
                    "Agreement", row.AgreementId, row.Policy, ("target", row.Dataset), ("assigner", own.Participant), ("assignee", peer?.Participant), ("timestamp", Instant(draft.Value.RequestedAt)))));
            case NegotiationMessage.Finalization:
                if (row.Agreement is { } id && await agreements.Find(new AgreementId(id), stop) is { } agreement)
                {
                    agreement.State = NegotiationState.Finalized;
                    agreement.Since = clock.GetUtcNow();
                    AgreementCommands.Owe(agreement);
                    change.Update(agreement).Tell(AgreementCommands.Signed(agreement));
                }

                return Of(("eventType", ProtocolWords.EventOf(message)));
            case NegotiationMessage.Accept:
                return Of(("eventType", ProtocolWords.EventOf(message)));
            case NegotiationMessage.Termination:
                await EndAgreement(change, row, stop);
                return Of(("reason", MessageWrite.Reason(reason)));
            default:
                return Of();
        }
    }

    private async Task EndAgreement(Change change, NegotiationRow row, CancellationToken stop)
    {
        if (row.Agreement is { } id && await agreements.Find(new AgreementId(id), stop) is { State: not NegotiationState.Terminated } agreement)
        {
            agreement.Stage = new AgreementStage(NegotiationState.Terminated, "terminated");
            agreement.Since = clock.GetUtcNow();
            change.Update(agreement);
        }
    }

    /// <summary>The agreement as a row, signed for the provider where the node has its key.</summary>
    private async Task<Result<AgreementRow>> Draft(NegotiationRow row, CancellationToken stop)
    {
        if (row is not { Asset: { } assetId, Offer: { } offerId } || await catalogue.Row(new AssetId(assetId), stop) is not { } asset || await agreements.Known(new OfferId(offerId), stop) is not { } offer || await reads.Peer(row.Peer, stop) is not { } peer)
        {
            return new Refusal("dataspace.offer.unknown", "The offer is not there any more.", $"Offer \"{row.OfferId}\" can't be agreed on.");
        }

        if (await agreements.KnownKey(new MemberId(row.Member), stop) is { PublicKey: not null })
        {
            return new Refusal("dataspace.signature.missing", "Your organisation signs with its own key.", "The node does not sign agreements for it: terminate, or let the node hold the key.");
        }

        var at = clock.GetUtcNow();
        if (!behaviour.AnswersAnywhere && IsLimited(PolicyJson.Stored(row.Policy)) && await agreements.Standing(new MemberId(peer.Member), offer, at, stop) is { } standing && standing.Id != row.Agreement)
        {
            return StandsAlready(standing.Id);
        }

        var draft = AgreementDrafts.Row(asset, offer, row.Policy, new AgreementId(ids.Next()), new MemberId(peer.Member), at, at.AddDays(options.Value.SigningDays));
        draft.State = NegotiationState.Agreed;
        draft.Connector = row.Peer;
        draft.ProviderSignature = keys.Sign(new MemberId(asset.Provider), Encoding.UTF8.GetBytes(draft.Document));
        draft.ProviderSignedAt = at;
        return draft;
    }

    private static JsonObject Terms(NegotiationRow row) => MessageWrite.Policy("Offer", row.OfferId, row.Policy, ("target", row.Dataset));

    private MessageRow Message(NegotiationRow row, NegotiationMessage message, string url, JsonObject body, NegotiationState? from) => new()
    {
        Id = ids.Next(),
        Version = 1,
        Process = row.Id,
        IsTransfer = false,
        Peer = row.Peer,
        Member = row.Member,
        Type = ProtocolWords.TypeOf(message),
        Url = url,
        Body = MessageWrite.Text(body),
        To = (int)row.State,
        From = (int?)from,
        CreatedAt = clock.GetUtcNow(),
    };

    private static Act Record(NegotiationRow row, string verb, string actor, string said) =>
        new($"negotiation.{verb}", ProtocolRecords.Actor(actor), row.Member, [new NegotiationId(row.Id).ToString()], "done", JsonSerializer.Serialize(new { sha256 = AgreementTerms.Hash(said) }));

    private static string Verb(NegotiationMessage message) => message.ToString().ToLowerInvariant();

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static Refusal? Alone(MessageRead message, string given, string other) =>
        message[other] is not null ? Refusal.Field(other, $"left out where {given} is given", message[other]) : null;

    private static Refusal Illegal(NegotiationRow row, NegotiationMessage message, ProtocolRole sender) => new(
        "dataspace.negotiation.state",
        "This message is not possible now.",
        $"The negotiation is {ProtocolWords.Of(row.State)}: the {sender.ToString().ToLowerInvariant()} can't send {ProtocolWords.TypeOf(message)}{(ProtocolWords.EventOf(message) is { } said ? " " + said : "")} now.",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = ProtocolWords.Of(row.State), ["message"] = ProtocolWords.TypeOf(message) });
}
