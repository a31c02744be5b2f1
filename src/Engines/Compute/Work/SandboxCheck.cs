using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KeyEcosystem.Compute.Work;

/// <summary>Which sandbox members' jobs run in; without one the node works, but refuses them.</summary>
internal sealed class SandboxCheck(IJobRunner runner) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var standing = runner.Standing;
        return Task.FromResult(standing.Available ? HealthCheckResult.Healthy(standing.Words) : HealthCheckResult.Degraded(standing.Words));
    }
}
