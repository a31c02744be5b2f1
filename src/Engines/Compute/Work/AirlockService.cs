using KeyEcosystem.Compute.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>Goes on with what was approved when the node ended, and ends what nobody decided on.</summary>
internal sealed class AirlockService(Airlocks airlocks, TimeProvider clock, IOptions<ComputeOptions> options, ILogger<AirlockService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.AirlockRoundSeconds), clock);
        try
        {
            do
            {
                await Round(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    private async Task Round(CancellationToken stop)
    {
        try
        {
            while (await airlocks.Round(stop))
            {
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException and not OperationCanceledException)
        {
            Log.AirlockFailed(log, failure);
        }
    }
}
