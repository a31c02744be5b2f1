using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Platform.Evidence;

/// <summary>Keeps the node's own signed heads, one an hour while the log grows, so that what it once signed can be shown.</summary>
internal sealed partial class HeadKeeping(EvidenceStore evidence, ILane lane, IDbContextFactory<NodeContext> contexts, TimeProvider clock, ILogger<HeadKeeping> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>Keeps the head of now, when more than the record of the last keeping was added since.</summary>
    public async Task<Result<bool>> Keep(CancellationToken stop)
    {
        var head = evidence.Head();
        await using var db = await contexts.CreateDbContextAsync(stop);
        var kept = await db.Set<HeadRow>().OrderByDescending(h => h.Size).Select(h => (long?)h.Size).FirstOrDefaultAsync(stop);
        if (head.Size - (kept ?? -2) <= 1)
        {
            return false;
        }

        var done = await lane.Commit(new Change(new Act("evidence.head-kept", "node", null, [$"head-{head.Size}"], "done", "{}")).Insert(new HeadRow { Size = head.Size, Line = head.Line() }), stop);
        return done.IsOk ? true : done.Refusal;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var kept = await Keep(stoppingToken);
            if (!kept.IsOk)
            {
                NotKept(log, kept.Refusal.Code);
            }
        }
    }

    [LoggerMessage(EventId = 120, Level = LogLevel.Warning, Message = "The head of this hour was not kept ({Code}); the next hour tries again")]
    private static partial void NotKept(ILogger logger, string code);
}
