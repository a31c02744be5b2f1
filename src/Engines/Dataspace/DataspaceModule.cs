using KeyEcosystem.Dataspace.Api;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work;
using KeyEcosystem.Dataspace.Work.Protocol;
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
    /// <summary>Below this path other connectors call, and are known by what their endpoints look at.</summary>
    public const string ProtocolPath = ProtocolAddress.Path;

    /// <summary>Where other connectors ask which version of the protocol is spoken.</summary>
    public const string VersionPath = "/.well-known/dspace-version";

    /// <summary>Below the node's folder: what other connectors have sent to its members.</summary>
    public const string ReceivedFolder = "received";

    /// <summary>The base address that other connectors call, of a node that listens.</summary>
    /// <param name="services">The node's services.</param>
    public static string AddressForConnectors(this IServiceProvider services) => services.GetRequiredService<ProtocolAddress>().Base;

    /// <summary>Adds the engine's services.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="folder">The node's folder: files lie in <c>blobs</c>.</param>
    /// <param name="protocol">Who and where the node is to other connectors.</param>
    public static IServiceCollection AddDataspace(this IServiceCollection services, string folder, ProtocolSettings protocol)
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
            .AddSingleton<ContentHashes>()
            .AddSingleton<AccessAnswers>()
            .AddSingleton<Provenances>()
            .AddSingleton<PolicyAudience>()
            .AddSingleton<TermsWarnings>()
            .AddSingleton<Releases>()
            .AddSingleton<IPendingDecisions, PendingAgreements>()
            .AddSingleton<IPendingDecisions, PendingReleases>()
            .AddSingleton<IPendingDecisions, PendingDisputes>()
            .AddSingleton<ContentCommands>()
            .AddSingleton<Transfers>()
            .AddSingleton<DataCalls>()
            .AddSingleton<SmallContents>()
            .AddSingleton(s => new TableViews(Path.Combine(folder, "views"), s.GetRequiredService<TimeProvider>()))
            .AddSingleton<ContentViews>()
            .AddSingleton<ContentDoor>()
            .AddSingleton<OfferCommands>()
            .AddSingleton<EndedAgreements>()
            .AddSingleton<AgreementCommands>()
            .AddSingleton<AgreementProposals>()
            .AddSingleton<AgreementViews>()
            .AddSingleton<Disputes>()
            .AddSingleton<KeyCommands>()
            .AddSingleton<AirlockCommands>()
            .AddSingleton<DataspaceCommands>()
            .AddSingleton<IDerivedAssets>(s => s.GetRequiredService<DataspaceCommands>())
            .AddHostedService<DataspaceService>()
            .AddProtocol(folder, protocol);
    }

    private static IServiceCollection AddProtocol(this IServiceCollection services, string folder, ProtocolSettings settings)
    {
        services
            .AddSingleton(s => new ProtocolAddress(settings.Script?.Self ?? settings.Participant, () => settings.Address(s), settings.Member))
            .AddSingleton<ProtocolReads>()
            .AddSingleton<ProtocolNews>()
            .AddSingleton<ProcessWatch>()
            .AddSingleton<BearerIdentity>()
            .AddSingleton<IPeerIdentity>(s => s.GetRequiredService<BearerIdentity>())
            .AddSingleton<IPeerIdentity, CertificateIdentity>()
            .AddSingleton(s => new PeerConnections(s.GetRequiredService<ProtocolReads>(), settings.Certificate))
            .AddSingleton<PeerCredentials>()
            .AddSingleton<PeerCommands>()
            .AddSingleton<DataTokens>()
            .AddSingleton<TakenMessages>()
            .AddHostedService(s => s.GetRequiredService<TakenMessages>())
            .AddSingleton<MessageSender>()
            .AddSingleton<Negotiations>()
            .AddSingleton<TransferProcesses>()
            .AddSingleton<DataPushes>()
            .AddSingleton(s => ActivatorUtilities.CreateInstance<ReceivedData>(s, Path.Combine(folder, ReceivedFolder)))
            .AddSingleton<ProtocolCatalogue>()
            .AddSingleton<RemoteCatalogues>()
            .AddSingleton<ProductBehaviour>()
            .AddSingleton<IPendingDecisions, PendingNegotiations>()
            .AddSingleton<IBehaviour>(s => settings.Script is { } script ? new ScriptedBehaviour(script, s.GetRequiredService<ProductBehaviour>()) : s.GetRequiredService<ProductBehaviour>())
            .AddHostedService<ProtocolService>();
        return settings.Script is { } given ? services.AddSingleton(given) : services;
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
        DisputeEndpoints.Map(group);
        KeyEndpoints.Map(group);
        ReleaseEndpoints.Map(group);
        PeerEndpoints.Map(group);
        NegotiationEndpoints.Map(group);
        ProcessEndpoints.Map(group);
        ProtocolEndpoints.Map(routes);
        DataEndpoints.Map(routes);
        if (routes.ServiceProvider.GetService<ConformanceScript>() is { } script)
        {
            ConformanceEndpoints.Map(routes, script);
        }
    }
}
