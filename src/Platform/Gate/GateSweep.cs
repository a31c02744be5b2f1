using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Platform.Gate;

/// <summary>Releases, every minute, permissions whose use never began: a crash between the Gate's answer and an engine's record leaves such.</summary>
internal sealed partial class GateSweep(GateService gate, TimeProvider clock, ILogger<GateSweep> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await gate.Release(stoppingToken))
                {
                }

                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                RoundFailed(log, failure);
                await Task.Delay(Round, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(EventId = 180, Level = LogLevel.Error, Message = "A round that releases unused permissions failed; it is tried again")]
    private static partial void RoundFailed(ILogger logger, Exception failure);
}
