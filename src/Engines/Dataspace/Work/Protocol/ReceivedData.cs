using System.Text.Json;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Data that providers send to this node: of each transfer one file, at once or in parts, until its member discards it.</summary>
/// <param name="folder">Below it each transfer has a folder.</param>
/// <param name="own">Where this node is.</param>
/// <param name="processes">The transfers.</param>
/// <param name="reads">Reads them.</param>
/// <param name="lane">Keeps the records of who reads.</param>
/// <param name="watch">Tells when a transfer changes.</param>
/// <param name="clock">Now.</param>
internal sealed class ReceivedData(string folder, ProtocolAddress own, TransferProcesses processes, ProtocolReads reads, ILane lane, ProcessWatch watch, TimeProvider clock)
{
    private const int MediaTypeMax = 100;

    /// <summary>Whether the data of a transfer is sent to this node.</summary>
    public bool Comes(ProcessRow process) => process is { Role: ProtocolRole.Consumer, Format: ProtocolWords.Push, DataAddress: { } address }
        && DataPlace.Of(JsonSerializer.Deserialize<JsonElement>(address)) is { IsOk: true, Value.Endpoint: var endpoint } && endpoint == own.DataOf(process.Id);

    /// <summary>How many bytes have arrived.</summary>
    public long Arrived(ProcessRow process) => process.ReceivedLength ?? Files(process.Id).Arrived(process.Id);

    /// <summary>Keeps data that is sent at once.</summary>
    /// <param name="process">Of which transfer.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="sha256">Their hash as the sender says; null when it does not.</param>
    /// <param name="mediaType">What they are.</param>
    /// <param name="stop">Ends the writing; nothing is kept then.</param>
    public async Task<Result<long>> Keep(ProcessRow process, Stream content, string? sha256, string? mediaType, CancellationToken stop)
    {
        if (process.Received is { } there)
        {
            return string.Equals(there, sha256, StringComparison.OrdinalIgnoreCase) ? process.ReceivedLength!.Value : HasData(process);
        }

        return await Going(process, async going =>
        {
            var kept = await Files(process.Id).Keep(content, sha256, going);
            return kept.IsOk ? await Whole(process, kept.Value, mediaType) : kept.Refusal;
        }, stop);
    }

    /// <summary>Adds bytes; with the last one the whole is checked and kept.</summary>
    /// <param name="process">Of which transfer.</param>
    /// <param name="offset">Where these bytes belong: what has arrived so far.</param>
    /// <param name="length">How many bytes there are in all.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="sha256">The hash of all.</param>
    /// <param name="mediaType">What they are.</param>
    /// <param name="stop">Ends the writing; what has arrived stays.</param>
    /// <returns>How many have arrived now.</returns>
    public async Task<Result<long>> Append(ProcessRow process, long offset, long length, Stream content, string sha256, string? mediaType, CancellationToken stop)
    {
        if (process.Received is { } there)
        {
            return string.Equals(there, sha256, StringComparison.OrdinalIgnoreCase) ? process.ReceivedLength!.Value : HasData(process);
        }

        var files = Files(process.Id);
        return await Going(process, async going =>
        {
            var arrived = await files.Append(process.Id, offset, content, going);
            if (!arrived.IsOk || arrived.Value < length)
            {
                return arrived;
            }

            var kept = await files.Finish(process.Id, sha256, going);
            return kept.IsOk ? await Whole(process, kept.Value, mediaType) : kept.Refusal;
        }, stop);
    }

    /// <summary>Where the data of a transfer lies, with the record of who reads it; a refusal where there is none.</summary>
    public async Task<Result<string>> Open(ProcessRow process, Caller caller, CancellationToken stop)
    {
        if (process.Received is not { } sha256 || Files(process.Id).PathOf(sha256) is var path && !File.Exists(path))
        {
            return None(process);
        }

        var done = await lane.Commit(new Change(new Act("transfer.data.read", caller.Subject, process.Member, [new ProcessId(process.Id).ToString()], "done", "{}")), stop);
        return done.IsOk ? path : done.Refusal;
    }

    /// <summary>Removes the data of a transfer, and what has arrived of it.</summary>
    public async Task<Result<ProcessRow>> Discard(ProcessRow process, Caller caller, CancellationToken stop)
    {
        if (Arrived(process) == 0 && process.Received is null)
        {
            return None(process);
        }

        if (process.State is TransferState.Started && process.Received is null)
        {
            return Arriving(process, "Suspend or terminate the transfer first. 请先暂停或终止传输。");
        }

        var done = await processes.Alter(process.Id, row => Discarded(row, caller), stop);
        if (done.IsOk && Directory.Exists(FolderOf(process.Id)))
        {
            Directory.Delete(FolderOf(process.Id), recursive: true);
        }

        return done;
    }

    private static Act Discarded(ProcessRow row, Caller caller)
    {
        var detail = JsonSerializer.Serialize(new { sha256 = row.Received });
        (row.Received, row.ReceivedLength, row.ReceivedType, row.ReceivedAt) = (null, null, null, null);
        return new Act("transfer.data.discarded", caller.Subject, row.Member, [new ProcessId(row.Id).ToString()], "done", detail);
    }

    /// <summary>Takes bytes for as long as the transfer is started: whoever suspends or ends it ends the taking.</summary>
    private async Task<Result<long>> Going(ProcessRow process, Func<CancellationToken, Task<Result<long>>> take, CancellationToken stop)
    {
        try
        {
            return await watch.While(process.Id, async () => await reads.Process(process.Id, CancellationToken.None) is { State: TransferState.Started }, take, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return NotNow(await reads.Process(process.Id, CancellationToken.None) ?? process);
        }
    }

    private async Task<Result<long>> Whole(ProcessRow process, (string Hash, long Length) kept, string? mediaType)
    {
        var done = await processes.Alter(process.Id, row => Received(row, kept, mediaType), CancellationToken.None);
        return done.IsOk ? kept.Length : done.Refusal;
    }

    private Act Received(ProcessRow row, (string Hash, long Length) kept, string? mediaType)
    {
        (row.Received, row.ReceivedLength, row.ReceivedType, row.ReceivedAt) = (kept.Hash, kept.Length, mediaType is { Length: <= MediaTypeMax } ? mediaType : null, clock.GetUtcNow());
        return new Act("transfer.data.received", "node", row.Member, [new ProcessId(row.Id).ToString()], "done", JsonSerializer.Serialize(new { sha256 = kept.Hash, bytes = kept.Length }));
    }

    /// <summary>What is answered to data that does not come while its transfer is started.</summary>
    public static Refusal NotNow(ProcessRow process) => new("access.suspended", "No data is taken now.", $"The transfer is {ProtocolWords.Of(process.State)}{(process.Problem is { } why ? ": " + why : ".")}");

    private Refusal Arriving(ProcessRow process, string words) => new("dataspace.received.state", "The data is still arriving. 数据尚在到达。", $"{Arrived(process):N0} bytes have come so far. 已到达 {Arrived(process):N0} 字节。{words}");

    private Refusal None(ProcessRow process)
    {
        if (Arrived(process) > 0)
        {
            return Arriving(process, process.State is TransferState.Started ? "Fetch it when it is whole: keyeco transfers show says so. 收全后再取回。" : $"The transfer is {ProtocolWords.Of(process.State)}: the rest comes when it is started again. 传输恢复后继续。");
        }

        return new Refusal("dataspace.received.unknown", "This transfer has no data here.", $"No data of transfer {new ProcessId(process.Id)} ({ProtocolWords.Of(process.State)}) is kept at this node. 本节点没有该传输的数据。");
    }

    private static Refusal HasData(ProcessRow process) => new("dataspace.transfer.state", "The data is there already.", $"{process.ReceivedLength} bytes with SHA-256 {process.Received} were taken; a transfer has one file.");

    private BlobStore Files(Guid process) => new(FolderOf(process));

    private string FolderOf(Guid process) => Path.Combine(folder, process.ToString("n"));
}
