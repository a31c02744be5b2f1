using KeyEcosystem.Platform.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KeyEcosystem.Platform.Health;

/// <summary>Whether commands are answered, and the store did not fail under the last ones.</summary>
internal sealed class LaneCheck(LaneMeters lane) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(lane.Fault is { } fault ? HealthCheckResult.Unhealthy(fault) : HealthCheckResult.Healthy());
}
