using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Health;

/// <summary>The front door of health.</summary>
public static class HealthModule
{
    /// <summary>Tag of checks that decide whether the node takes requests; the others are details for operators.</summary>
    public const string Ready = "ready";

    /// <summary>Adds the checks of lane and store; engines add their own.</summary>
    /// <param name="services">The node's services, with telemetry.</param>
    public static IServiceCollection AddNodeHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<LaneCheck>("lane", tags: [Ready]).AddCheck<StoreCheck>("store", tags: [Ready]);
        return services;
    }
}
