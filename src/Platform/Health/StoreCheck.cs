using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KeyEcosystem.Platform.Health;

/// <summary>Whether the store can be read, has the schema of this version, and its folder can be written.</summary>
internal sealed class StoreCheck(IDbContextFactory<NodeContext> contexts, StoreOptions options) : IHealthCheck
{
    private const string Probe = "health.probe";
    private static readonly SemaphoreSlim Probing = new(1, 1);
    private volatile bool migrated;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!migrated)
        {
            // Asked once: nothing but a start changes the schema.
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
            if (pending.Count > 0)
            {
                return HealthCheckResult.Unhealthy($"migrations are pending: {string.Join(", ", pending)}");
            }

            migrated = true;
        }

        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            return HealthCheckResult.Unhealthy("the database can't be reached");
        }

        // One probe at a time (a check is made anew for each question): two at once must not call each other's file a fault.
        await Probing.WaitAsync(cancellationToken);
        try
        {
            // The lane's own connection is left alone: a second writer would make it wait.
            await using var file = new FileStream(Path.Combine(options.Folder, Probe), FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.DeleteOnClose);
            file.Write(new byte[4096]);
            file.Flush(flushToDisk: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy("the data folder can't be written", failure);
        }
        finally
        {
            Probing.Release();
        }

        return HealthCheckResult.Healthy();
    }
}
