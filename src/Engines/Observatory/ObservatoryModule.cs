using KeyEcosystem.Observatory.Api;
using KeyEcosystem.Observatory.Store;
using KeyEcosystem.Observatory.Work;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Observatory;

/// <summary>The front door of the Observatory engine.</summary>
public static class ObservatoryModule
{
    /// <summary>Adds the engine's services.</summary>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddObservatory(this IServiceCollection services) => services
        .AddSingleton<IndicatorTable>()
        .AddSingleton<FactLog>()
        .AddSingleton<IModelPart, ObservatoryModel>()
        .AddSingleton<Claims>()
        .AddSingleton<IndicatorForecasts>()
        .AddSingleton<Scenarios>()
        .AddSingleton<IndicatorReads>();

    /// <summary>Maps the engine's endpoints under <c>/observatory/v1</c>.</summary>
    /// <param name="routes">The node's routes.</param>
    public static void MapObservatory(this IEndpointRouteBuilder routes)
    {
        IndicatorEndpoints.Map(routes);
        ClaimEndpoints.Map(routes);
        ScenarioEndpoints.Map(routes);
    }
}
