using KeyEcosystem.Compute.Api;
using KeyEcosystem.Compute.Sandbox;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace KeyEcosystem.Compute;

/// <summary>The front door of the Compute engine.</summary>
public static class ComputeModule
{
    /// <summary>Adds the engine's services. The node needs its store, the Gate, Members and Dataspace too.</summary>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddCompute(this IServiceCollection services)
    {
        services.AddOptions<ComputeOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics().AddHealthChecks().AddCheck<SandboxCheck>("sandbox");
        services.TryAddSingleton<IJobRunner, SandboxRunner>();
        return services
            .AddSingleton<IModelPart, ComputeModel>()
            .AddSingleton<RestrictedRunner>()
            .AddSingleton<ComputeFolders>()
            .AddSingleton<ComputeReads>()
            .AddSingleton<PoolCommands>()
            .AddSingleton<JobGate>()
            .AddSingleton<SealedJobs>()
            .AddSingleton<SealedRuns>()
            .AddSingleton<Airlocks>()
            .AddSingleton<IPendingDecisions, PendingAirlock>()
            .AddSingleton<JobEnding>()
            .AddSingleton<JobCommands>()
            .AddSingleton<JobInputs>()
            .AddSingleton<JobLogs>()
            .AddSingleton<RunningJobs>()
            .AddSingleton<AgentSessions>()
            .AddSingleton<RunLoads>()
            .AddSingleton<RunWaits>()
            .AddSingleton<Tidying>()
            .AddSingleton<Exchange>()
            .AddSingleton<CohortNews>()
            .AddSingleton<CohortRounds>()
            .AddSingleton<JobWaits>()
            .AddSingleton<CohortViews>()
            .AddSingleton<HistoryReads>()
            .AddSingleton<IReadingJobs, ReadingJobs>()
            .AddSingleton<ShadowReads>()
            .AddSingleton<PoolHistories>()
            .AddSingleton<WhatIfs>()
            .AddHostedService(s => s.GetRequiredService<WhatIfs>())
            .AddSingleton<ContentHashes>()
            .AddSingleton<RunFiles>()
            .AddSingleton<Uploads>()
            .AddSingleton<AgentDesk>()
            .AddSingleton<JobMeters>()
            .AddSingleton<JobRounds>()
            .AddSingleton<Heartbeat>()
            .AddHostedService<AirlockService>()
            .AddHostedService<ComputeService>();
    }

    /// <summary>Maps the engine's endpoints under <c>/compute/v1</c>.</summary>
    /// <param name="routes">The node's routes.</param>
    public static void MapCompute(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/compute/v1").RequireAuthorization("api").WithTags("Compute");
        PoolEndpoints.Map(group);
        JobEndpoints.Map(group);
        AirlockEndpoints.Map(group);
        CohortEndpoints.Map(group);
        AgentEndpoints.Map(group);
        UploadEndpoints.Map(group);
        WhatIfEndpoints.Map(group);
    }
}
