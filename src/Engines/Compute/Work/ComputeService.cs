using KeyEcosystem.Compute.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>The engine's heart: recovers, then rounds when the bell rings, and beats.</summary>
internal sealed class ComputeService(
    ComputeFolders folders, JobRounds rounds, PoolCommands pools, Heartbeat heart, CohortRounds cohorts, AgentDesk desk, Uploads uploads, RunningJobs running, IJobRunner runner, TimeProvider clock, IOptions<ComputeOptions> options, ILogger<ComputeService> log) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await rounds.Stop().WaitAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await pools.TellAll(now, now, cancellationToken);
        await heart.Beat(cancellationToken);
        folders.Leave();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Work(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Told to stop before it had begun.
        }
    }

    private async Task Work(CancellationToken stoppingToken)
    {
        if (!runner.Standing.Available)
        {
            Log.NoSandbox(log, runner.Standing.Words);
        }

        // Capacity of the time when the node was away is not told: nobody could have used it.
        var last = await heart.Last(stoppingToken);
        await rounds.Recover(last, stoppingToken);
        await pools.TellAll(last ?? DateTimeOffset.MinValue, clock.GetUtcNow(), stoppingToken);
        await heart.Beat(stoppingToken);
        await Task.WhenAll(Rounds(stoppingToken), Beats(stoppingToken));
    }

    private async Task Rounds(CancellationToken stop)
    {
        running.Ring();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Bell(stop);
                await rounds.Round(stop);
                await cohorts.Round(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Log.RoundFailed(log, failure);
            }
        }
    }

    /// <summary>Ends when somebody rings, or when a scheduler wants to be asked.</summary>
    private async Task Bell(CancellationToken stop)
    {
        if (cohorts.Wake is not { } wake)
        {
            await running.Bell(stop);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var wait = wake - clock.GetUtcNow();
        either.CancelAfter(wait < TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait);
        try
        {
            await running.Bell(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // It is time.
        }
    }

    private async Task Beats(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.HeartbeatSeconds), clock);
        var told = clock.GetUtcNow();
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                await heart.Beat(stop);
                await desk.Watch(stop);
                await pools.WatchHours(stop);

                // A round that failed, or a pool that was changed, is seen at the next beat even when nobody rings.
                running.Ring();
                var now = clock.GetUtcNow();
                if (now - told >= TimeSpan.FromSeconds(options.Value.CapacitySeconds))
                {
                    await pools.TellAll(now, now, stop);
                    await uploads.Clean(stop);
                    told = now;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }
}
