using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Gate;

/// <summary>The front door of the Gate.</summary>
public static class GateModule
{
    /// <summary>Adds the Gate. The engines that answer its questions must be there too.</summary>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddGate(this IServiceCollection services)
    {
        services.AddOptions<TrialOptions>().ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IModelPart, GateModel>()
            .AddSingleton<TrialCaps>()
            .AddSingleton(s => new TrialDays(s.GetRequiredService<TrialCaps>(), s.GetRequiredService<TimeProvider>()))
            .AddSingleton<GateService>()
            .AddSingleton<IGate>(s => s.GetRequiredService<GateService>())
            .AddSingleton<IUseCounts>(s => s.GetRequiredService<GateService>())
            .AddHostedService<GateSweep>();
    }

    /// <summary>Says which row stands behind an id, so that the Gate's answer is committed only while that row is as the decision saw it.</summary>
    /// <typeparam name="TId">The id in the engine's answers.</typeparam>
    /// <typeparam name="TRow">The engine's row, with the same key.</typeparam>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddVersionGuard<TId, TRow>(this IServiceCollection services)
        where TId : struct, ITypedId<TId>
        where TRow : class, IRow => services.AddSingleton<IVersionGuard<TId>, VersionGuard<TId, TRow>>();
}
