using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Transfer processes with other connectors, by the same rules as <see cref="Negotiations"/>.</summary>
internal sealed class TransferProcesses(ProtocolReads reads, DataspaceReads agreements, DataTokens tokens, MessageSender sender, ProtocolNews news, ProcessWatch watch, IBehaviour behaviour, ProtocolAddress own, IIds ids, TimeProvider clock)
{
    private const int Tries = 16;

    /// <summary>A consumer asks for data under an agreement. Asking again under the same pid is asking once.</summary>
    public async Task<Result<ProcessRow>> Asked(PeerRow peer, MessageRead message, CancellationToken stop)
    {
        if (message.Missing("consumerPid", "agreementId", "format", "callbackAddress") is { } missing)
        {
            return missing;
        }

        if (await reads.Process(peer, ProtocolRole.Provider, message.ConsumerPid!, stop) is { } known)
        {
            return known;
        }

        var address = ProtocolAddress.Check("callbackAddress", message["callbackAddress"]!, peer, behaviour.AnswersAnywhere);
        if (!address.IsOk)
        {
            return address.Refusal;
        }

        var named = message["agreementId"]!;
        var at = clock.GetUtcNow();
        if (await reads.Agreement(named, stop) is not { } id || await agreements.Find(id, stop) is not { } agreement || agreement.Consumer != peer.Member)
        {
            return new Refusal("dataspace.agreement.unknown", "There is no such agreement of yours.", $"No agreement of this participant has the id \"{named}\".");
        }

        if (DataspaceReads.StateAt(agreement, at) is var state && state != "signed")
        {
            return new Refusal("dataspace.agreement.state", "This agreement is not in force. 协议未生效。", $"Agreement \"{named}\" is {state}.");
        }

        if (message["format"] is not (ProtocolWords.Pull or ProtocolWords.Push))
        {
            return Refusal.Field("format", $"{ProtocolWords.Pull} or {ProtocolWords.Push}", message["format"]);
        }

        var place = PlaceIn(message, peer);
        if (!place.IsOk)
        {
            return place.Refusal;
        }

        var row = new ProcessRow
        {
            Id = ids.Next(),
            Role = ProtocolRole.Provider,
            Peer = peer.Id,
            PeerPid = message.ConsumerPid,
            Address = address.Value,
            Member = agreement.Provider,
            AgreementId = named,
            Agreement = agreement.Id,
            Asset = agreement.Asset,
            Format = message["format"]!,
            State = TransferState.Requested,
            Starts = 0,
            DataAddress = place.Value?.Json().ToJsonString(),
            CreatedAt = at,
            Since = at,
        };
        var done = await reads.Transferring.Insert(new Change(Record(row, TransferMessage.Request, peer.Participant, named)), row, stop);
        if (done.IsOk)
        {
            news.Transfer(row.Id);
            return row;
        }

        // The same request twice at once.
        return done.Refusal.Code == "state.exists" && await reads.Process(peer, ProtocolRole.Provider, message.ConsumerPid!, stop) is { } twin ? twin : done.Refusal;
    }

    /// <summary>This node asks a peer for data under an agreement that the two have concluded.</summary>
    /// <param name="peer">Whom.</param>
    /// <param name="agreement">The agreement as messages name it.</param>
    /// <param name="format">Whether it is to be fetched or sent.</param>
    /// <param name="address">Where the request goes; null for the peer's own address.</param>
    /// <param name="place">Where it is to be sent, and for which purpose; null, and an empty endpoint, for this node.</param>
    /// <param name="id">Chosen by the caller; null for any.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="stop">Ends the asking.</param>
    public async Task<Result<ProcessRow>> Ask(PeerRow peer, string agreement, string format, string? address, DataPlace? place, ProcessId? id, Caller caller, CancellationToken stop)
    {
        if (!behaviour.StartsWithout(agreement) && (await reads.Concluded(peer.Id, agreement, stop))?.Member != caller.Member.Value)
        {
            return new Refusal("dataspace.agreement.unknown", "There is no such agreement of yours.", $"No negotiation of your organisation with {peer.Participant} has ended with the agreement \"{agreement}\".");
        }

        var at = clock.GetUtcNow();
        var row = new ProcessRow
        {
            Id = id?.Value ?? ids.Next(),
            Role = ProtocolRole.Consumer,
            Peer = peer.Id,
            Address = (address ?? peer.Address).TrimEnd('/'),
            Member = caller.Member.Value,
            AgreementId = agreement,
            Format = format,
            State = TransferState.Requested,
            Starts = 0,
            CreatedAt = at,
            Since = at,
        };
        if (format == ProtocolWords.Push)
        {
            row.DataAddress = (place is { Endpoint.Length: > 0 } ? place : new DataPlace(own.DataOf(row.Id), tokens.OfPush(row.Id), "PUT", place?.Purpose)).Json().ToJsonString();
        }

        var body = MessageWrite.Of(
            ProtocolWords.TypeOf(TransferMessage.Request), null, row.Pid,
            ("agreementId", agreement), ("format", format), ("callbackAddress", own.Base), ("dataAddress", row.DataAddress is { } data ? JsonNode.Parse(data) : null));
        var written = Message(row, TransferMessage.Request, $"{row.Address}/transfers/request", body, null);
        var done = await reads.Transferring.Insert(new Change(Record(row, TransferMessage.Request, caller.Subject, written.Body)).Insert(written), row, stop);
        if (!done.IsOk)
        {
            return done.Refusal.Code == "state.exists" && await reads.Process(row.Id, stop) is { } known && known.Member == row.Member ? known : done.Refusal;
        }

        sender.Post(written);
        news.Transfer(row.Id);
        return row;
    }

    /// <summary>A message of a process that goes on.</summary>
    public async Task<Result<ProcessRow>> Receive(PeerRow peer, string pid, MessageRead read, TransferMessage message, CancellationToken stop)
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

            if (TransferTransitions.Next(row.State, message, from) is not { } next)
            {
                return Illegal(row, message, from);
            }

            if (message is TransferMessage.Start && row is { Role: ProtocolRole.Consumer, Format: not ProtocolWords.Push } && read.Body.TryGetProperty("dataAddress", out var data))
            {
                row.DataAddress = data.GetRawText();
            }

            row.PeerPid ??= from is ProtocolRole.Provider ? read.ProviderPid : read.ConsumerPid;
            row.State = next;
            row.Since = clock.GetUtcNow();
            row.Starts += message is TransferMessage.Start && from is ProtocolRole.Provider ? 1 : 0;
            row.Problem = read.Reasons() is { Length: > 0 } reasons ? reasons : null;
            var done = await reads.Transferring.Update(new Change(Record(row, message, peer.Participant, read.Body.GetRawText())), row, stop);
            if (done.IsOk)
            {
                tokens.Moved(row);
                watch.Changed(row.Id);
                news.Transfer(row.Id);
                return row;
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>This side sends a message: its state and the message are one change.</summary>
    public async Task<Result<ProcessRow>> Send(Guid id, TransferMessage message, string? reason, string actor, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await reads.Process(id, stop) is not { } row)
            {
                return Unknown(new ProcessId(id).ToString());
            }

            if (TransferTransitions.Next(row.State, message, row.Role) is not { } next)
            {
                return Illegal(row, message, row.Role);
            }

            if (row.PeerPid is null)
            {
                return new Refusal("dataspace.process.state", "The other side has not answered yet. 对方尚未答复。", "Its name of the transfer is not known until it has: try again in a moment.");
            }

            var from = row.State;
            row.State = next;
            row.Since = clock.GetUtcNow();
            row.Problem = reason;
            row.Starts += message is TransferMessage.Start && row.Role is ProtocolRole.Provider ? 1 : 0;
            var body = MessageWrite.Of(
                ProtocolWords.TypeOf(message), row.ProviderPid, row.ConsumerPid,
                ("dataAddress", message is TransferMessage.Start && row is { Role: ProtocolRole.Provider, Format: not ProtocolWords.Push } ? new DataPlace(own.DataOf(row.Id), tokens.Of(row)).Json() : null),
                ("reason", message is TransferMessage.Termination or TransferMessage.Suspension ? MessageWrite.Reason(reason) : null));
            var written = Message(row, message, $"{row.Address}/transfers/{Uri.EscapeDataString(row.PeerPid)}/{ProtocolWords.PathOf(message)}", body, from);
            var change = new Change(new Act("transfer." + Verb(message), actor, row.Member, [new ProcessId(row.Id).ToString()], "done", JsonSerializer.Serialize(new { reason }))).Insert(written);
            var done = await reads.Transferring.Update(change, row, stop);
            if (done.IsOk)
            {
                tokens.Moved(row);
                watch.Changed(row.Id);
                sender.Post(written);
                if (row.Sends)
                {
                    news.Transfer(row.Id);
                }

                return row;
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>Changes a process beside its state, with its record; nothing where there is nothing to change.</summary>
    /// <param name="id">Which.</param>
    /// <param name="alter">Gives the row its values and says what is on record; null where they stand already.</param>
    /// <param name="stop">Ends the change.</param>
    public async Task<Result<ProcessRow>> Alter(Guid id, Func<ProcessRow, Act?> alter, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await reads.Process(id, stop) is not { } row)
            {
                return Unknown(new ProcessId(id).ToString());
            }

            if (alter(row) is not { } act)
            {
                return row;
            }

            var done = await reads.Transferring.Update(new Change(act), row, stop);
            if (done.IsOk)
            {
                watch.Changed(row.Id);
                return row;
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>Whether the data of a process may go on to flow: in the very start in which it began, and its connector not suspended.</summary>
    public async ValueTask<bool> Flows(ProcessRow process) =>
        (tokens.Known(process.Id) ?? await reads.Process(process.Id, CancellationToken.None)) is { State: TransferState.Started } now && now.Starts == process.Starts
        && await reads.Peer(process.Peer, CancellationToken.None) is { SuspendedAt: null };

    /// <summary>The process that a peer means by a pid of this side.</summary>
    public async Task<ProcessRow?> Find(PeerRow peer, string pid, CancellationToken stop) =>
        Pids.Read(pid) is { } id && await reads.Process(id, stop) is { } row && row.Peer == peer.Id ? row : null;

    /// <summary>The same for who asks how it stands: an answer names both pids, and the other side's may be on its way.</summary>
    public async Task<ProcessRow?> Look(PeerRow peer, string pid, CancellationToken stop) =>
        await watch.Named(Pids.Read(pid) ?? default, () => Find(peer, pid, stop), row => row is not { PeerPid: null }, stop);

    /// <summary>The answer that tells how a process stands.</summary>
    public static JsonObject View(ProcessRow row) => MessageWrite.Of("TransferProcess", row.ProviderPid, row.ConsumerPid, ("state", ProtocolWords.Of(row.State)));

    public static Refusal Unknown(string pid) => new("dataspace.process.unknown", "There is no such transfer.", $"No transfer of yours has the pid \"{pid}\".");

    /// <summary>Where a consumer wants its data sent: at its own address only; null where it fetches it.</summary>
    private Result<DataPlace?> PlaceIn(MessageRead message, PeerRow peer)
    {
        if (message["format"] != ProtocolWords.Push)
        {
            return default(DataPlace?);
        }

        var place = message.Body.TryGetProperty("dataAddress", out var given) ? DataPlace.Of(given) : Refusal.Field("dataAddress", $"given with {ProtocolWords.Push}", null);
        return place.IsOk && ProtocolAddress.Check("dataAddress.endpoint", place.Value.Endpoint, peer, behaviour.AnswersAnywhere) is { IsOk: false } elsewhere ? elsewhere.Refusal : place.IsOk ? place.Value : place.Refusal;
    }

    private MessageRow Message(ProcessRow row, TransferMessage message, string url, JsonObject body, TransferState? from) => new()
    {
        Id = ids.Next(),
        Version = 1,
        Process = row.Id,
        IsTransfer = true,
        Peer = row.Peer,
        Member = row.Member,
        Type = ProtocolWords.TypeOf(message),
        Url = url,
        Body = MessageWrite.Text(body),
        To = (int)row.State,
        From = (int?)from,
        CreatedAt = clock.GetUtcNow(),
    };

    private static Act Record(ProcessRow row, TransferMessage message, string actor, string said) =>
        new($"transfer.{Verb(message)}", ProtocolRecords.Actor(actor), row.Member, [new ProcessId(row.Id).ToString()], "done", JsonSerializer.Serialize(new { sha256 = AgreementTerms.Hash(said) }));

    private static string Verb(TransferMessage message) => message.ToString().ToLowerInvariant();

    private static Refusal Illegal(ProcessRow row, TransferMessage message, ProtocolRole sender) => new(
        "dataspace.process.state",
        "This message is not possible now. 当前不能发送此消息。",
        $"The transfer is {ProtocolWords.Of(row.State)}: the {sender.ToString().ToLowerInvariant()} can't send {ProtocolWords.TypeOf(message)} now.",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = ProtocolWords.Of(row.State), ["message"] = ProtocolWords.TypeOf(message) });
}
