using KeyEcosystem.Market.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Market.Work;

/// <summary>Settles in the background what is due.</summary>
internal sealed class SettlementService(Settler settler, TimeProvider clock, IOptions<MarketOptions> options, ILogger<SettlementService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SettleSeconds), clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Round(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    /// <summary>A round that fails is told and tried again at the next tick.</summary>
    private async Task Round(CancellationToken stop)
    {
        try
        {
            if (await settler.Settle("node", stop) is { IsOk: false } refused)
            {
                Log.Refused(log, refused.Refusal.Code);
            }
        }
        catch (Exception failure) when (failure is not (OutOfMemoryException or OperationCanceledException))
        {
            Log.Failed(log, failure);
        }
    }
}
