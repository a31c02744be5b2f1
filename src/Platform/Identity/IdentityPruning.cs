using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Every hour deletes what has run out: tokens, grants, sign-ins and tickets.</summary>
internal sealed partial class IdentityPruning(IServiceScopeFactory scopes, ILane lane, IDbContextFactory<NodeContext> contexts, TimeProvider clock, ILogger<IdentityPruning> log) : BackgroundService
{
    private const int BatchMax = 500;

    /// <summary>A spent refresh token must stay known for a while: only so is its second use noticed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    /// <summary>One round. Answers how many rows of the node's store went.</summary>
    public async Task<int> Prune(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(now - Kept, stop);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(now - Kept, stop);

        await using var db = await contexts.CreateDbContextAsync(stop);
        var signIns = await db.Set<SignInRow>().Where(s => s.Expires < now).Take(BatchMax).ToListAsync(stop);
        var tickets = await db.Set<TicketRow>().Where(t => t.Expires < now).Take(BatchMax).ToListAsync(stop);
        if (signIns.Count + tickets.Count == 0)
        {
            return 0;
        }

        var change = new Change(new Act("identity.pruned", "node", null, [], "done", "{}"));
        signIns.ForEach(s => change.Delete(s));
        tickets.ForEach(t => change.Delete(t));
        var done = await lane.Commit(change, stop);
        return done.IsOk ? signIns.Count + tickets.Count : 0;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await Prune(stoppingToken);
                }
                catch (Exception failure) when (failure is not OperationCanceledException)
                {
                    Failed(log, failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    [LoggerMessage(EventId = 150, Level = LogLevel.Warning, Message = "Pruning of expired sign-ins failed; it is tried again in an hour")]
    private static partial void Failed(ILogger logger, Exception failure);
}
