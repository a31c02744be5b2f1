using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Platform.Blobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Dataspace.Work;

/// <summary>Records what time alone has ended: agreements, downloads that rest, uploads that nobody goes on with.</summary>
internal sealed class DataspaceService(AgreementCommands agreements, Transfers transfers, BlobStore blobs, TableViews views, TimeProvider clock, IOptions<DataspaceOptions> options, ILogger<DataspaceService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.RoundSeconds), clock);
        do
        {
            try
            {
                while (await agreements.Expire(stoppingToken))
                {
                }

                while (await transfers.EndIdle(clock.GetUtcNow().AddMinutes(-options.Value.TransferMinutes), stoppingToken))
                {
                }

                blobs.Clean(clock.GetUtcNow().AddHours(-options.Value.UploadHours));
                views.Clean(clock.GetUtcNow().AddHours(-options.Value.UploadHours));
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Log.RoundFailed(log, failure);
            }
        }
        while (await Next(timer, stoppingToken));
    }

    private static async Task<bool> Next(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
