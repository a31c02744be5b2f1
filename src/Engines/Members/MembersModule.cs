using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Members.Api;
using KeyEcosystem.Members.Store;
using KeyEcosystem.Members.Work;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Members;

/// <summary>The front door of the Members engine.</summary>
public static class MembersModule
{
    /// <summary>Adds the engine's services.</summary>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddMembers(this IServiceCollection services) => services
        .AddSingleton<IModelPart, MembersModel>()
        .AddSingleton<MemberDirectory>()
        .AddSingleton<RelationGraph>()
        .AddSingleton<RelationCommands>()
        .AddSingleton<RegistryImport>()
        .AddSingleton<RegistryExport>()
        .AddSingleton<IMemberAnswer>(s => s.GetRequiredService<MemberDirectory>())
        .AddVersionGuard<MemberId, MemberRow>()
        .AddSingleton<AdmissionLetters>()
        .AddSingleton<MemberCommands>()
        .AddSingleton<IPendingDecisions, PendingAdmissions>()
        .AddSingleton<ITrialTenants, TrialTenants>()
        .AddSingleton<BundledEcosystem>();

    /// <summary>Maps the engine's endpoints under <c>/members/v1</c>.</summary>
    /// <param name="routes">The node's routes.</param>
    public static void MapMembers(this IEndpointRouteBuilder routes) => MemberEndpoints.Map(routes);

    /// <summary>Loads the bundled registry when it is not there yet.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="stop">Ends the loading; nothing is half-done.</param>
    /// <returns>How many entities and relations were loaded; 0 and 0 when they were there.</returns>
    public static async Task<(int Entities, int Relations)> LoadBundledEcosystem(this IServiceProvider services, CancellationToken stop)
    {
        var loaded = await services.GetRequiredService<BundledEcosystem>().Load(stop);
        return loaded.IsOk ? loaded.Value : throw new InvalidOperationException(loaded.Refusal.Detail);
    }
}
