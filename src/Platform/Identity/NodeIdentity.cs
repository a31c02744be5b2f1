using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Brings the identity provider up.</summary>
public static class NodeIdentity
{
    /// <summary>Makes the token store and the clients "console" and "cli" where they are missing. Call it after the node's store is prepared.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="stop">Ends the preparation.</param>
    public static async Task Prepare(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var options = services.GetRequiredService<NodeIdentityOptions>();
        Directory.CreateDirectory(options.Folder);
        var db = scope.ServiceProvider.GetRequiredService<IdentityContext>().Database;
        await Schema.Bring(db, options.Postgres?.ToString() ?? $"The token store \"{options.Database}\"", PostgresIdentityContext.Schema, stop);

        await NodeClients.Ensure(scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>(), options, services.GetRequiredService<IdentityKeys>(), stop);
    }

    /// <summary>Maps <c>/connect/authorize</c>, <c>/connect/token</c> and <c>/connect/endsession</c>.</summary>
    /// <param name="app">The node.</param>
    public static void MapNodeIdentity(this IEndpointRouteBuilder app) => Provider.Map(app);
}
