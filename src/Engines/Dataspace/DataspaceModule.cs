using KeyEcosystem.Dataspace.Api;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Dataspace;

/// <summary>The front door of the Dataspace engine.</summary>
public static class DataspaceModule
{
    /// <summary>Adds the engine's services.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="folder">The node's folder: files lie in <c>blobs</c>.</param>
    public static IServiceCollection AddDataspace(this IServiceCollection services, string folder)
    {
        services.AddOptions<DataspaceOptions>().ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IModelPart, DataspaceModel>()
            .AddSingleton(new BlobStore(Path.Combine(folder, "blobs")))
            .AddSingleton<MemberKeys>()
            .AddSingleton<Catalogue>()
            .AddSingleton<IAssetAnswer>(s => s.GetRequiredService<Catalogue>())
            .AddSingleton<DataspaceReads>()
            .AddSingleton<IAgreementAnswer>(s => s.GetRequiredService<DataspaceReads>())
            .AddSingleton<IAgreementPrices>(s => s.GetRequiredService<DataspaceReads>())
            .AddVersionGuard<AgreementId, AgreementRow>()
            .AddSingleton<CatalogueSearch>()
            .AddSingleton<AccessAnswers>()
            .AddSingleton<Releases>()
            .AddSingleton<IPendingDecisions, PendingAgreements>()
            .AddSingleton<IPendingDecisions, PendingReleases>()
            .AddSingleton<ContentCommands>()
            .AddSingleton<Transfers>()
            .AddSingleton<OfferCommands>()
            .AddSingleton<AgreementCommands>()
            .AddSingleton<KeyCommands>()
            .AddSingleton<DataspaceCommands>()
            .AddSingleton<IDerivedAssets>(s => s.GetRequiredService<DataspaceCommands>())
            .AddHostedService<DataspaceService>();
    }

    /// <summary>Maps the engine's endpoints under <c>/dataspace/v1</c>.</summary>
    /// <param name="routes">The node's routes.</param>
    public static void MapDataspace(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dataspace/v1").RequireAuthorization("api").WithTags("Dataspace");
        AssetEndpoints.Map(group);
        ContentEndpoints.Map(group);
        OfferEndpoints.Map(group);
        AgreementEndpoints.Map(group);
        KeyEndpoints.Map(group);
        ReleaseEndpoints.Map(group);
    }
}
