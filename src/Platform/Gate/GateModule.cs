using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Gate;

/// <summary>The front door of the Gate.</summary>
public static class GateModule
{
    /// <summary>Adds the Gate. The engines that answer its questions must be there too.</summary>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddGate(this IServiceCollection services) => services
        .AddSingleton<IModelPart, GateModel>()
        .AddSingleton<IGate, GateService>();
}
