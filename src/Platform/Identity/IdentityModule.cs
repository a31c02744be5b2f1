using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Validation.AspNetCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The front door of identity.</summary>
public static class IdentityModule
{
    /// <summary>Name of the policy that every endpoint of the API asks for.</summary>
    public const string ApiPolicy = "api";

    /// <summary>Adds people, keys, machine clients, the provider, and the policies: <see cref="ApiPolicy"/>, and one more for each of <see cref="NodeRoles"/> by its name.</summary>
    /// <param name="services">The node's services; the store is added beside it.</param>
    /// <param name="options">What identity is told.</param>
    /// <exception cref="InvalidOperationException">An option is out of its range.</exception>
    public static IServiceCollection AddNodeIdentity(this IServiceCollection services, NodeIdentityOptions options)
    {
        services.AddSingleton(options.Checked()).AddSingleton(s => IdentityKeys.LoadOrCreate(Get<KeyChest>(s), Get<TimeProvider>(s)));
        AddServices(services);
        AddSchemes(services, options);
        AddPolicies(services.AddAuthorizationBuilder());
        services.AddProvider(options);
        return services.AddNodeRateLimits(options.AttemptsPerMinuteMax).AddHostedService<IdentityPruning>().AddSingleton<KeyRotation>().AddHostedService(s => Get<KeyRotation>(s));
    }

    private static void AddServices(IServiceCollection services) => services
        .AddSingleton<IModelPart, IdentityModel>()
        .AddSingleton<ApiKeys>()
        .AddSingleton<Passwords>()
        .AddSingleton<MachineClients>()
        .AddSingleton<SignIns>()
        .AddSingleton<Tickets>()
        .AddSingleton<TokenRevocation>()
        .AddSingleton<IOutgoingMail, FileOutbox>()
        .AddSingleton(s => new UserDirectory(Get<ILane>(s), Rows(s), Get<IIds>(s), Get<Tickets>(s), Get<TokenRevocation>(s), Get<Passwords>(s)))
        .AddSingleton(s => new SignInService(Get<ILane>(s), Rows(s), Get<IIds>(s), Get<TimeProvider>(s), Get<NodeIdentityOptions>(s), Get<Tickets>(s), Get<Passwords>(s)))
        .AddSingleton(s => new OwnAccount(Get<ILane>(s), Rows(s), Get<IIds>(s), Get<SignInService>(s), Get<TokenRevocation>(s), Get<Passwords>(s)))
        .AddSingleton(s => new Invitations(Get<ILane>(s), Get<IIds>(s), Get<Tickets>(s), Get<UserDirectory>(s), Get<IOutgoingMail>(s), Get<NodeIdentityOptions>(s)))
        .AddSingleton(s => new SignUps(Get<ILane>(s), Rows(s), Get<IIds>(s), Get<TimeProvider>(s), Get<Tickets>(s), Get<UserDirectory>(s), Get<IOutgoingMail>(s), Get<NodeIdentityOptions>(s), s.GetService<ITrialTenants>()));

    private static void AddSchemes(IServiceCollection services, NodeIdentityOptions options)
    {
        services.AddDataProtection().SetApplicationName($"keyeco:{options.NodeId}").PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(options.Folder, CookieKeys.Folder)));
        services.AddOptions<KeyManagementOptions>().Configure<KeyChest>((o, chest) => o.XmlEncryptor = new ChestXmlEncryptor(chest));
        services.AddAuthentication(IdentitySchemes.Bearer)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Name, null)
            .AddPolicyScheme(IdentitySchemes.Bearer, null, o =>
            {
                o.ForwardDefaultSelector = http => IsAccessToken(http.Request) ? OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme : ApiKeyHandler.Name;
                o.ForwardChallenge = o.ForwardForbid = ApiKeyHandler.Name;
            })
            .AddCookie(IdentitySchemes.Login, o =>
            {
                o.Cookie.Name = options.Cookie("login");
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                o.LoginPath = "/signin";
                o.ReturnUrlParameter = "returnUrl";
                o.ExpireTimeSpan = options.SignInLifetime;
                o.SlidingExpiration = false;
            });
    }

    private static void AddPolicies(AuthorizationBuilder policies)
    {
        policies.AddPolicy(ApiPolicy, p => Api(p));
        foreach (var role in NodeRoles.All)
        {
            policies.AddPolicy(role, p => Api(p).RequireClaim(CallerClaims.Role, role));
        }

        static AuthorizationPolicyBuilder Api(AuthorizationPolicyBuilder p) =>
            p.AddAuthenticationSchemes(IdentitySchemes.Bearer).RequireAuthenticatedUser().RequireClaim("sub").RequireClaim(CallerClaims.Member);
    }

    private static bool IsAccessToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(ApiKeyHandler.BearerScheme, StringComparison.Ordinal) && !header.StartsWith(ApiKeyHandler.BearerScheme + ApiKeys.Prefix, StringComparison.Ordinal);
    }

    private static T Get<T>(IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();

    private static IDbContextFactory<NodeContext> Rows(IServiceProvider services) => Get<IDbContextFactory<NodeContext>>(services);
}
