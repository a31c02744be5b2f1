using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Telemetry;

/// <summary>The front door of telemetry.</summary>
public static class TelemetryModule
{
    /// <summary>Measures lane, Gate and evidence. Call it after they were added; nothing is sent anywhere by it.</summary>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddNodeTelemetry(this IServiceCollection services) => services
        .AddMetrics()
        .AddSingleton<LaneMeters>()
        .AddSingleton<GateMeters>()
        .Decorate<ILane>((lane, s) => new MeteredLane(lane, s.GetRequiredService<LaneMeters>()))
        .Decorate<IGate>((gate, s) => new MeteredGate(gate, s.GetRequiredService<GateMeters>(), s.GetRequiredService<TimeProvider>()))
        .AddHostedService<EvidenceMeters>();
}
