using System.Text.Json;
using System.Threading.Channels;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// Messages that the other side has taken go, with their record, many at a time. One that a crash leaves written is sent again at the next start, and the other side's state tells that it was taken.
/// </summary>
internal sealed class TakenMessages(ILane lane, TimeProvider clock, ILogger<TakenMessages> log) : BackgroundService
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);
    private readonly Channel<MessageRow> taken = Channel.CreateUnbounded<MessageRow>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>A message was taken.</summary>
    public void Add(MessageRow message) => taken.Writer.TryWrite(message);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await taken.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Gathering, clock, stoppingToken);
                await Flush(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Flush(CancellationToken.None);
        }
    }

    private async Task Flush(CancellationToken stop)
    {
        while (taken.Reader.TryRead(out var first))
        {
            var change = new Change(Record(first)).Delete(first);
            for (var n = 1; n < AtOnce && taken.Reader.TryRead(out var next); n++)
            {
                change.Also(Record(next)).Delete(next);
            }

            if (await lane.Commit(change, stop) is { IsOk: false } refused)
            {
                Log.TakenNotKept(log, refused.Refusal.Code);
            }
        }
    }

    private static Act Record(MessageRow message) =>
        new("message.sent", "node", message.Member, [ProtocolRecords.Subject(message.Process, message.IsTransfer)], "taken", JsonSerializer.Serialize(new { type = message.Type }));
}
