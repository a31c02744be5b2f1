using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.WebConsole;
using KeyEcosystem.WebConsole.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Host.People;

/// <summary>Composes the console with the node's provider.</summary>
internal static class ConsoleComposition
{
    private const string Front = "front";

    /// <summary>The console's scheme for signing in at its own node.</summary>
    private const string ProviderScheme = "oidc";

    public static IServiceCollection AddNodeConsole(this IServiceCollection services, ExternalProvider? other) => services
        .AddFrontScheme()
        .AddTurningKeys()
        .AddExternalSignIn(other)
        .AddSingleton<ISignInDoor, SignInDoor>()
        .AddSingleton<IAccountWatch, ConsoleSessions>()
        .AddConsole(s =>
        {
            var identity = s.GetRequiredService<NodeIdentityOptions>();
            var keys = s.GetRequiredService<IdentityKeys>();
            return new ConsoleOptions
            {
                NodeId = identity.NodeId,
                PublicUrl = identity.PublicUrl,
                LoopbackUrl = identity.LoopbackUrl,
                ClientSecret = keys.ConsoleSecret,
                SigningKey = keys.Signing,
                OtherProvider = other?.Name,
                SignInLifetime = identity.SignInLifetime,
                Suites = CryptoSuites.All,
                CheckSignature = CryptoSuites.Verify,
            };
        });

    /// <summary>The console checks id tokens with the keys of the instant, not with the one of its start.</summary>
    private static IServiceCollection AddTurningKeys(this IServiceCollection services)
    {
        services.AddOptions<OpenIdConnectOptions>(ProviderScheme).PostConfigure<IdentityKeys>((o, keys) => o.TokenValidationParameters.IssuerSigningKeyResolver = (_, _, _, _) => keys.Usable.Select(k => k.Signing));
        return services;
    }

    /// <summary>Says who calls before it is known what is called: by the Authorization header where there is one, so that limits count the credential, else by the console's cookie.</summary>
    private static IServiceCollection AddFrontScheme(this IServiceCollection services)
    {
        services.AddAuthentication().AddPolicyScheme(Front, null, o => o.ForwardDefaultSelector = http => http.Request.Headers.Authorization.Count > 0 ? IdentitySchemes.Bearer : ConsoleModule.CookieScheme);
        return services.Configure<AuthenticationOptions>(o => o.DefaultAuthenticateScheme = Front);
    }

    /// <summary>Serves the files of the pages and the pages. Without the manifest of a web program (a test that hosts the node itself) there are no files.</summary>
    public static void MapNodeConsole(this WebApplication app)
    {
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, app.Environment.ApplicationName + ".staticwebassets.endpoints.json")))
        {
            app.MapStaticAssets();
        }

        app.MapConsole();
    }
}
