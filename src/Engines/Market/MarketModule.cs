using KeyEcosystem.Market.Api;
using KeyEcosystem.Market.Store;
using KeyEcosystem.Market.Work;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Market;

/// <summary>The front door of the Market engine.</summary>
public static class MarketModule
{
    /// <summary>Adds the engine's services. The node needs its store, Members and Dataspace too.</summary>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddMarket(this IServiceCollection services)
    {
        services.AddOptions<MarketOptions>().ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IModelPart, MarketModel>()
            .AddSingleton<PriceBook>()
            .AddSingleton<Settler>()
            .AddSingleton<LedgerReads>()
            .AddSingleton<Statements>()
            .AddSingleton<LedgerVerification>()
            .AddHostedService<SettlementService>();
    }

    /// <summary>Maps the engine's endpoints under <c>/market/v1</c>.</summary>
    /// <param name="routes">The node's routes.</param>
    public static void MapMarket(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/market/v1").RequireAuthorization("api").WithTags("Market");
        LedgerEndpoints.Map(group);
        StatementEndpoints.Map(group);
        PriceEndpoints.Map(group);
        SettlementEndpoints.Map(group);
    }
}
