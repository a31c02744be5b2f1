using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// Sends the data of transfers whose consumers want it sent. Each is one use, which passes the Gate before the first byte and is metered by what went out; it goes on where it broke off, also after a
/// start of this node, and when all has arrived the transfer is completed. What the Gate refuses suspends the transfer with the reason.
/// </summary>
internal sealed class DataPushes(
    ProtocolReads reads, TransferProcesses processes, ContentViews contents, Transfers transfers, DataTokens tokens, ProcessWatch watch, PeerConnections connections, IIds ids, TimeProvider clock)
{
    private const string Node = "node";
    private const string OffsetHeader = "Upload-Offset";
    private static readonly TimeSpan PauseFirst = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(60);

    /// <summary>A place that does not take its data for so long: the transfer is suspended.</summary>
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<Guid, bool> running = new();

    /// <summary>Sends the data of a process until all has arrived, or the process is in another state. What is being sent already is not sent twice.</summary>
    public async Task Run(Guid process, CancellationToken stop)
    {
        // Started again while the sending before it comes to its end, the data is sent by the round after it.
        while (await reads.Process(process, stop) is { Sends: true } && running.TryAdd(process, true))
        {
            try
            {
                await Push(process, stop);
            }
            finally
            {
                running.TryRemove(process, out _);
            }
        }
    }

    private async Task Push(Guid process, CancellationToken stop)
    {
        var (pause, since) = (PauseFirst, clock.GetUtcNow());
        while (true)
        {
            var changed = watch.Next(process);
            if (await reads.Process(process, stop) is not { Sends: true } row)
            {
                return;
            }

            var (message, said) = await WhileSent(row, stop);
            if (message is null && clock.GetUtcNow() - since > GivenUpAfter)
            {
                message = TransferMessage.Suspension;
            }

            if (message is { } next)
            {
                if (await processes.Send(process, next, said, Node, stop) is { IsOk: true } || await reads.Process(process, stop) is not { Sends: true })
                {
                    return;
                }
            }
            else if (said is not null)
            {
                await processes.Alter(process, r => Waits(r, said), stop);
            }

            await Task.WhenAny(changed, Task.Delay(pause, clock, stop));
            stop.ThrowIfCancellationRequested();
            pause = pause * 2 > PauseMax ? PauseMax : pause * 2;
        }
    }

    /// <summary>One try, which ends with this start of the process: also where the place for the data takes nothing more and says nothing.</summary>
    private async Task<(TransferMessage? Message, string? Said)> WhileSent(ProcessRow row, CancellationToken stop)
    {
        try
        {
            return await watch.While(row.Id, async () => await reads.Process(row.Id, CancellationToken.None) is { Sends: true } now && now.Starts == row.Starts, going => Once(row, going), stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return default;
        }
    }

    /// <summary>One try: the message that it leads to, or none when it is to be tried again; and why, in words.</summary>
    private async Task<(TransferMessage? Message, string? Said)> Once(ProcessRow row, CancellationToken stop)
    {
        if (await reads.Peer(row.Peer, stop) is not { SuspendedAt: null } peer)
        {
            return (null, "The operator has suspended the connector that the data is for. 运营方已暂停该数据的接收方连接器。");
        }

        var place = DataPlace.Of(JsonSerializer.Deserialize<JsonElement>(row.DataAddress!));
        if (!place.IsOk)
        {
            return (TransferMessage.Suspension, place.Refusal.Detail);
        }

        var caller = new Caller("peer", new MemberId(peer.Member), []);
        var begun = await Begin(row, new Reader(caller, place.Value.Purpose ?? "", new AgreementId(row.Agreement!.Value)), stop);
        if (!begun.IsOk)
        {
            // What only came at a bad moment is tried again.
            return (begun.Refusal.Code.StartsWith("state.", StringComparison.Ordinal) || begun.Refusal.Code.StartsWith("lane.", StringComparison.Ordinal) ? null : TransferMessage.Suspension, begun.Refusal.Detail);
        }

        if (begun.Value is not { } at)
        {
            return (TransferMessage.Completion, null);
        }

        tokens.Moved(row);
        return await Send(await connections.Data(peer.Id, stop), place.Value, at.Content, at.Use, transfers.Flow(at.Use, caller.Member, () => processes.Flows(row)), stop);
    }

    /// <summary>Begins the use under which the data is sent, or goes on with it; null where all of it was sent.</summary>
    private async Task<Result<(ContentShown Content, UseId Use)?>> Begin(ProcessRow row, Reader reader, CancellationToken stop)
    {
        if (await contents.All(new AssetId(row.Asset!.Value), stop) is not { } all)
        {
            return new Refusal("dataspace.asset.unknown", "The data set has no content.", "The data set has no content that could be sent. 该数据集没有可发送的内容。");
        }

        var use = row.Use is { } chosen ? new UseId(chosen) : default;
        var state = row.Use is null ? "none" : await transfers.StateOf(use, stop);
        if (state == "succeeded")
        {
            return default((ContentShown, UseId)?);
        }

        if (state == "open")
        {
            var rest = await contents.Begun(use, all, stop);
            var resumed = rest.IsOk ? await transfers.Resume(use, all.Asset, reader.Caller, stop) : rest.Refusal;
            return resumed.IsOk ? (rest.Value, use) : resumed.Refusal;
        }

        if (state is not null)
        {
            use = new UseId(ids.Next());
            var kept = await processes.Alter(row.Id, r => Under(r, use), stop);
            if (!kept.IsOk)
            {
                return kept.Refusal;
            }
        }

        var shown = await contents.Shown(all, reader, stop);
        var opened = shown.IsOk ? await transfers.Open(shown.Value, reader, stop, use) : shown.Refusal;
        return opened.IsOk ? (shown.Value, use) : opened.Refusal;
    }

    private async Task<(TransferMessage? Message, string? Said)> Send(HttpClient client, DataPlace place, ContentShown content, UseId use, DataFlow flow, CancellationToken stop)
    {
        using var sending = transfers.Sending(use);
        PushedContent? body = null;
        SentRecord? record = null;
        long from = 0;
        try
        {
            var arrived = await Arrived(client, place, stop);
            from = arrived ?? 0;
            if (from > content.Length)
            {
                return (TransferMessage.Suspension, $"The place for the data has {from} bytes already; the data set has {content.Length}. 接收处已有 {from} 字节，而数据集只有 {content.Length} 字节。");
            }

            // What has arrived has been sent, whether or not this node came to record it.
            await Count(use, 0, from, content, null);
            record = new SentRecord(transfers, use, from);
            body = new PushedContent(content.Path, from, content.Length, flow, record);
            using var request = Request(arrived is null ? new HttpMethod(place.Method) : HttpMethod.Patch, place, body);
            body.Headers.ContentType = new MediaTypeHeaderValue(content.Asset.MediaType ?? "application/octet-stream");
            request.Headers.Add("Content-SHA256", content.Sha256);
            if (arrived is not null)
            {
                request.Headers.Add(OffsetHeader, from.ToString(CultureInfo.InvariantCulture));
                request.Headers.Add("Upload-Length", content.Length.ToString(CultureInfo.InvariantCulture));
            }

            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (answer.IsSuccessStatusCode && body.At == content.Length)
            {
                await record.Written;
                await transfers.Sent(use, from, content.Length);
                return (TransferMessage.Completion, null);
            }

            await Count(use, from, body?.At ?? from, content, record);
            var (status, said) = ((int)answer.StatusCode, await Words(answer, stop));
            return status is >= 400 and < 500 and not (403 or 404 or 408 or 409 or 429) ? (TransferMessage.Suspension, said) : (null, said);
        }
        catch (Exception away) when (away is HttpRequestException or IOException || (away is OperationCanceledException && !stop.IsCancellationRequested))
        {
            await Count(use, from, body?.At ?? from, content, record);
            return (null, body?.Cut == true ? null : $"The place for the data can't be reached: {away.Message} 无法送达数据接收处。");
        }
        catch (OperationCanceledException)
        {
            await Count(use, from, body?.At ?? from, content, record);
            throw;
        }
    }

    /// <summary>Counts what went out without having been taken as a whole: not its last byte, for with that the use ends.</summary>
    private async Task Count(UseId use, long from, long to, ContentShown content, SentRecord? record)
    {
        await (record?.Written ?? Task.CompletedTask);
        if (Math.Min(to, content.Length - 1) is var until && until > from)
        {
            await transfers.Sent(use, from, until);
        }
    }

    /// <summary>How many bytes have arrived; null where the place does not say, and takes everything at once.</summary>
    private static async Task<long?> Arrived(HttpClient client, DataPlace place, CancellationToken stop)
    {
        using var request = Request(HttpMethod.Head, place, null);
        using var answer = await client.SendAsync(request, stop);
        return answer.IsSuccessStatusCode && answer.Headers.TryGetValues(OffsetHeader, out var said) && long.TryParse(said.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var offset) ? offset : null;
    }

    private static HttpRequestMessage Request(HttpMethod method, DataPlace place, HttpContent? body)
    {
        var request = new HttpRequestMessage(method, place.Endpoint) { Content = body };

        // What is refused is not sent: an answer that comes amid the bytes is lost with the broken line.
        request.Headers.ExpectContinue = body is not null;
        if (place.Token is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return request;
    }

    /// <summary>The beginning of what was answered.</summary>
    private static async Task<string> Words(HttpResponseMessage answer, CancellationToken stop)
    {
        const int most = 500;
        await using var body = await answer.Content.ReadAsStreamAsync(stop);
        var buffer = new byte[most];
        var said = Encoding.UTF8.GetString(buffer, 0, await body.ReadAtLeastAsync(buffer, most, throwOnEndOfStream: false, stop));
        return $"The place for the data answers {(int)answer.StatusCode}: {said} 数据接收处应答 {(int)answer.StatusCode}。";
    }

    private static Act? Waits(ProcessRow row, string why)
    {
        if (!row.Sends || row.Problem == why)
        {
            return null;
        }

        row.Problem = why;
        return Record("transfer.interrupted", row);
    }

    private static Act Under(ProcessRow row, UseId use)
    {
        row.Use = use.Value;
        return Record("transfer.sending", row, use.ToString());
    }

    private static Act Record(string verb, ProcessRow row, params string[] more) => new(verb, Node, row.Member, [new ProcessId(row.Id).ToString(), .. more], "done", "{}");
}
