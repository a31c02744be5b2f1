using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The front door of identity.</summary>
public static class IdentityModule
{
    /// <summary>Name of the policy that every endpoint of the API asks for.</summary>
    public const string ApiPolicy = "api";

    /// <summary>Adds keys and the policy of the API: a subject and a tenant, both from the credential.</summary>
    /// <param name="services">The node's services.</param>
    public static IServiceCollection AddNodeIdentity(this IServiceCollection services)
    {
        services.AddSingleton<IModelPart, IdentityModel>().AddSingleton<ApiKeys>();
        services.AddAuthentication(ApiKeyHandler.Name).AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null);
        services.AddAuthorizationBuilder().AddPolicy(ApiPolicy, p => p.AddAuthenticationSchemes(ApiKeyHandler.Name).RequireAuthenticatedUser().RequireClaim("sub").RequireClaim(CallerClaims.Member));
        return services;
    }
}
