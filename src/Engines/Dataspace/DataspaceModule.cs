using KeyEcosystem.Dataspace.Api;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Dataspace;

/// <summary>The front door of the Dataspace engine.</summary>
public static class DataspaceModule
{
    /// <summary>Adds the engine's services.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="folder">The node's folder: files in <c>blobs</c>, members' keys in <c>member-keys</c>.</param>
    public static IServiceCollection AddDataspace(this IServiceCollection services, string folder) => services
        .AddSingleton<IModelPart, DataspaceModel>()
        .AddSingleton(new BlobStore(Path.Combine(folder, "blobs")))
        .AddSingleton(_ => new MemberKeys(Path.Combine(folder, "member-keys")))
        .AddSingleton<Catalogue>()
        .AddSingleton<IAssetAnswer>(s => s.GetRequiredService<Catalogue>())
        .AddSingleton<IAgreementAnswer>(s => s.GetRequiredService<Catalogue>())
        .AddVersionGuard<AgreementId, AgreementRow>()
        .AddSingleton<IAgreementPrices>(s => s.GetRequiredService<Catalogue>())
        .AddSingleton<DataspaceCommands>()
        .AddSingleton<IPendingDecisions, PendingAgreements>()
        .AddSingleton<IDerivedAssets>(s => s.GetRequiredService<DataspaceCommands>());

    /// <summary>Maps the engine's endpoints under <c>/dataspace/v1</c>.</summary>
    /// <param name="routes">The node's routes.</param>
    public static void MapDataspace(this IEndpointRouteBuilder routes) => DataspaceEndpoints.Map(routes);
}
