using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Http;

/// <summary>What every door of the node has in common: limits, how JSON is read, how a refusal is answered.</summary>
public static class Doors
{
    /// <summary>Sets the limits of every door.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="InvalidOperationException">A limit is out of its range.</exception>
    public static IServiceCollection AddDoors(this IServiceCollection services, DoorOptions options)
    {
        var limits = options.Checked();
        return services
            .AddSingleton(_ => new StrangerLimit(limits.AddressPerMinuteMax))
            .Configure<KestrelServerOptions>(k => Set(k, limits))
            .Configure<RateLimiterOptions>(r => r.Limit(limits))
            .Configure<JsonOptions>(j => StrictJson.Apply(j.SerializerOptions, limits.JsonDepthMax))
            .Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
    }

    private static void Set(KestrelServerOptions server, DoorOptions limits)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = limits.BodyBytesMax;
        server.Limits.MaxRequestHeadersTotalSize = limits.HeaderBytesMax;
        server.Limits.MaxConcurrentConnections = limits.ConnectionsMax;
        server.Limits.MinRequestBodyDataRate = new MinDataRate(limits.BodyBytesPerSecondMin, limits.BodyGrace);
        server.Limits.RequestHeadersTimeout = limits.HeaderWait;
    }
}
