using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// Posts messages, those of one process one after the other, as soon as they are written; again, with longer and longer pauses, while the other side is away. What the other side refuses is given up with its
/// words, and the process stands as before; whether a message that may have arrived was taken is asked at the other side.
/// </summary>
internal sealed class MessageSender(PeerConnections connections, PeerCredentials credentials, ProtocolReads reads, ProcessWatch watch, TakenMessages taken, ILane lane, TimeProvider clock, ILogger<MessageSender> log) : IDisposable
{
    private const int AtOnce = 64;
    private const int Tries = 8;

    /// <summary>A peer that has not stored its answer yet knows nothing of the process: so often it is tried again.</summary>
    private const int UnknownMax = 7;
    private static readonly TimeSpan PauseFirst = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<Guid, Line> lines = new();
    private readonly ConcurrentDictionary<Guid, UndeliveredView> undelivered = new();
    private readonly SemaphoreSlim slots = new(AtOnce);
    private readonly CancellationTokenSource ended = new();

    /// <summary>Posts a message that was just written.</summary>
    public void Post(MessageRow message) => Enqueue(message, mayHaveArrived: false);

    /// <summary>The message of a process that has been tried and not taken yet; null for none. After a start it is known as soon as it has been tried again.</summary>
    public UndeliveredView? Undelivered(Guid process) => undelivered.GetValueOrDefault(process);

    /// <summary>Goes on with what an earlier process of this node had not sent, or had not heard of.</summary>
    public async Task TakeUp(CancellationToken stop)
    {
        foreach (var message in await reads.Unsent(stop))
        {
            Enqueue(message, mayHaveArrived: true);
        }
    }

    /// <summary>Ends: what was not sent stays written.</summary>
    public Task Stop() => ended.CancelAsync();

    public void Dispose()
    {
        ended.Dispose();
        slots.Dispose();
    }

    private void Enqueue(MessageRow message, bool mayHaveArrived)
    {
        while (true)
        {
            var line = lines.GetOrAdd(message.Process, _ => new Line());
            lock (line)
            {
                if (line.Gone)
                {
                    continue;
                }

                line.Messages.Enqueue((message, mayHaveArrived));
                if (line.Runs)
                {
                    return;
                }

                line.Runs = true;
            }

            _ = Task.Run(() => Run(message.Process, line));
            return;
        }
    }

    private async Task Run(Guid process, Line line)
    {
        while (true)
        {
            (MessageRow Message, bool MayHaveArrived) next;
            lock (line)
            {
                if (!line.Messages.TryDequeue(out next))
                {
                    line.Gone = true;
                    lines.TryRemove(new KeyValuePair<Guid, Line>(process, line));
                    return;
                }
            }

            try
            {
                await Deliver(next.Message, next.MayHaveArrived, ended.Token);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Log.MessageFailed(log, failure, next.Message.Type, next.Message.Process);
            }
            finally
            {
                undelivered.TryRemove(process, out _);
            }
        }
    }

    private async Task Deliver(MessageRow message, bool mayHaveArrived, CancellationToken stop)
    {
        var pause = PauseFirst;
        for (var attempt = 1; ; attempt++)
        {
            var (status, answer) = await Once(message, stop);
            if (status is >= 200 and < 300)
            {
                undelivered.TryRemove(message.Process, out _);
                await Taken(message, answer, stop);
                return;
            }

            string? problem = null;
            // Whoever renews a token or a certificate has two nodes to tell: a process that is under way outlasts the time between.
            var isStranger = status == 401 && message.From is not null;
            if (status is >= 400 and < 500 and not 404 and not 408 and not 429 && !isStranger)
            {
                if ((mayHaveArrived || attempt > 1) && await WasTaken(message, stop))
                {
                    await Taken(message, null, stop);
                    return;
                }

                problem = $"The other side refused {message.Type} ({status}): {Words(answer)}";
            }
            else if (status == 404 && attempt >= UnknownMax)
            {
                problem = $"The other side does not know the process (404): {Words(answer)}";
            }
            else if (clock.GetUtcNow() - message.CreatedAt > GivenUpAfter)
            {
                problem = $"The other side {(status is >= 400 and < 500 ? "has refused this node" : "could not be reached")} for {GivenUpAfter.TotalHours:0} hours: {Words(answer)}";
            }

            if (problem is not null)
            {
                undelivered.TryRemove(message.Process, out _);
                await GiveUp(message, problem, stop);
                return;
            }

            mayHaveArrived |= status == 0;
            undelivered[message.Process] = new UndeliveredView(message.CreatedAt, status == 0 ? Words(answer) : $"{status}: {Words(answer)}");
            await Task.Delay(Spread(pause, message, attempt), clock, stop);
            pause = pause * 2 > PauseMax ? PauseMax : pause * 2;
        }
    }

    /// <summary>Messages that failed together are not all tried again together: up to a quarter sooner or later.</summary>
    private static TimeSpan Spread(TimeSpan pause, MessageRow message, int attempt) => pause * (0.75 + ((HashCode.Combine(message.Id, attempt) & 0xff) / 512.0));

    /// <summary>One try: the status, or 0 without an answer, and what was said.</summary>
    private async Task<(int Status, string Answer)> Once(MessageRow message, CancellationToken stop)
    {
        await slots.WaitAsync(stop);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, message.Url) { Content = new StringContent(message.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
            return await Send(message, request, stop);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<(int Status, string Answer)> Send(MessageRow message, HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            credentials.Sign(request, message.Peer);
            var client = await connections.Messages(message.Peer, stop);
            using var response = await client.SendAsync(request, stop);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(stop));
        }
        catch (Exception away) when (away is HttpRequestException or IOException || (away is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return (0, away.Message);
        }
    }

    /// <summary>Asks the other side for its state.</summary>
    private async Task<bool> WasTaken(MessageRow message, CancellationToken stop)
    {
        if (await UrlOf(message, stop) is not { } url)
        {
            return false;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        var (status, answer) = await Send(message, request, stop);
        if (status != (int)HttpStatusCode.OK)
        {
            return false;
        }

        var state = Field(answer, "state");
        return message.IsTransfer
            ? ProtocolWords.StateOf<TransferState>(state) is { } transfer && TransferTransitions.WasTaken((TransferState)message.To, transfer)
            : ProtocolWords.StateOf<NegotiationState>(state) is { } negotiation && NegotiationTransitions.WasTaken((NegotiationState)message.To, negotiation);
    }

    private async Task<string?> UrlOf(MessageRow message, CancellationToken stop)
    {
        if (message.IsTransfer)
        {
            return await reads.Process(message.Process, stop) is { PeerPid: { } pid } p ? $"{p.Address}/transfers/{Uri.EscapeDataString(pid)}" : null;
        }

        return await reads.Negotiation(message.Process, stop) is { PeerPid: { } peerPid } n ? $"{n.Address}/negotiations/{Uri.EscapeDataString(peerPid)}" : null;
    }

    /// <summary>The message has done its work; the answer to one that begins a process names the other side's pid.</summary>
    private async Task Taken(MessageRow message, string? answer, CancellationToken stop)
    {
        if (message.From is null && answer is not null)
        {
            if (Field(answer, "providerPid") is null || Field(answer, "consumerPid") is null)
            {
                await GiveUp(message, $"The other side took {message.Type} and named no pid in its answer.", stop);
                return;
            }

            for (var attempt = 1; attempt <= Tries && await Name(message, answer, stop); attempt++)
            {
            }

            watch.Changed(message.Process);
        }
        else
        {
            taken.Add(message);
        }
    }

    /// <summary>Names the other side's pid; true when it is to be tried again.</summary>
    private async Task<bool> Name(MessageRow message, string answer, CancellationToken stop)
    {
        var change = new Change(Record(message, "taken")).Delete(message);
        Result<Committed> done;
        if (message.IsTransfer && await reads.Process(message.Process, stop) is { PeerPid: null } process)
        {
            process.PeerPid = Field(answer, process.Role is ProtocolRole.Consumer ? "providerPid" : "consumerPid");
            done = await reads.Transferring.Update(change, process, stop);
        }
        else if (!message.IsTransfer && await reads.Negotiation(message.Process, stop) is { PeerPid: null } negotiation)
        {
            negotiation.PeerPid = Field(answer, negotiation.Role is ProtocolRole.Consumer ? "providerPid" : "consumerPid");
            done = await reads.Negotiating.Update(change, negotiation, stop);
        }
        else
        {
            // The other side's next message was here before the answer, and named it.
            taken.Add(message);
            return false;
        }

        return done.Refusal?.Code == "state.stale";
    }

    /// <summary>The process stands as before the message, and says why; one that did not begin has ended.</summary>
    private async Task GiveUp(MessageRow message, string problem, CancellationToken stop)
    {
        Log.MessageGivenUp(log, message.Type, message.Process, problem);
        for (var attempt = 1; attempt <= Tries && await TryGiveUp(message, problem, stop); attempt++)
        {
        }

        watch.Changed(message.Process);
    }

    /// <summary>The same; true when it is to be tried again.</summary>
    private async Task<bool> TryGiveUp(MessageRow message, string problem, CancellationToken stop)
    {
        message.Dead = problem;
        var change = new Change(Record(message, "given-up")).Update(message);
        Result<Committed> done;
        if (message.IsTransfer && await reads.Process(message.Process, stop) is { } process)
        {
            process.Problem = problem;
            if ((int)process.State == message.To)
            {
                process.State = message.From is { } from ? (TransferState)from : TransferState.Terminated;
            }

            done = await reads.Transferring.Update(change, process, stop);
        }
        else if (!message.IsTransfer && await reads.Negotiation(message.Process, stop) is { } negotiation)
        {
            negotiation.Problem = problem;
            if ((int)negotiation.State == message.To)
            {
                negotiation.State = message.From is { } from ? (NegotiationState)from : NegotiationState.Terminated;
            }

            done = await reads.Negotiating.Update(change, negotiation, stop);
        }
        else
        {
            done = await lane.Commit(change, stop);
        }

        return done.Refusal?.Code == "state.stale";
    }

    private static Act Record(MessageRow message, string outcome) => new("message.sent", "node", message.Member, [ProtocolRecords.Subject(message.Process, message.IsTransfer)], outcome, JsonSerializer.Serialize(new { type = message.Type }));

    private static string? Field(string json, string name)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return parsed.RootElement.ValueKind == JsonValueKind.Object && parsed.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The reasons that an error names, or the beginning of whatever was answered.</summary>
    public static string Words(string answer)
    {
        const int most = 500;
        try
        {
            using var parsed = JsonDocument.Parse(answer);
            if (parsed.RootElement.ValueKind == JsonValueKind.Object && parsed.RootElement.TryGetProperty("@type", out var type) && type.ValueKind == JsonValueKind.String)
            {
                var said = new MessageRead(type.GetString()!, null, null, parsed.RootElement).Reasons();
                answer = said.Length > 0 ? said : answer;
            }
        }
        catch (JsonException)
        {
            // Some proxy's page, say.
        }

        return answer.Length > most ? answer[..most] : answer;
    }

    private sealed class Line
    {
        public Queue<(MessageRow Message, bool MayHaveArrived)> Messages { get; } = new();

        public bool Runs { get; set; }

        public bool Gone { get; set; }
    }
}
