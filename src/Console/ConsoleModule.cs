using KeyEcosystem.Client;
using KeyEcosystem.WebConsole.Language;
using KeyEcosystem.WebConsole.Session;
using KeyEcosystem.WebConsole.Shared;
using KeyEcosystem.WebConsole.SignIn;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace KeyEcosystem.WebConsole;

/// <summary>The front door of the console.</summary>
public static class ConsoleModule
{
    /// <summary>Scheme of the console's own cookie.</summary>
    public const string CookieScheme = ConsoleSchemes.Cookie;

    /// <summary>Adds the console. The host adds an <see cref="ISignInDoor"/> beside it.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="options">What the console is told.</param>
    public static IServiceCollection AddConsole(this IServiceCollection services, Func<IServiceProvider, ConsoleOptions> options)
    {
        services.AddSingleton(options).AddSingleton<SessionVault>().AddSingleton<NodeConnections>().AddSingleton<TokenSource>();
        ConsoleSchemes.Add(services);
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<ConsoleOptions>((o, console) =>
        {
            o.Cookie.Name = console.Cookie("antiforgery");
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddRazorComponents().AddInteractiveServerComponents(o => o.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(1));
        services.AddMudServices(o => o.SnackbarConfiguration.PositionClass = MudBlazor.Defaults.Classes.Position.BottomLeft);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, NodeAuthenticationState>().AddScoped<CircuitHandler, SessionCircuitHandler>().AddScoped<Preferences>().AddScoped<Names>();

        // Without a timeout: uploads and logs last as long as they last, and every call ends with the page that made it.
        services.AddScoped(s => new NodeHttp(new HttpClient(ActivatorUtilities.CreateInstance<BearerHandler>(s), disposeHandler: false) { BaseAddress = s.GetRequiredService<ConsoleOptions>().LoopbackUrl, Timeout = Timeout.InfiniteTimeSpan }));
        return services;
    }

    /// <summary>Binds circuits to their sessions. Between authentication and authorization.</summary>
    /// <param name="app">The node.</param>
    public static void UseConsole(this IApplicationBuilder app) => app.UseSessionBoundCircuits();

    /// <summary>Maps pages, circuits and the sign-out.</summary>
    /// <param name="routes">The node.</param>
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/signout", SignOut.Post).ExcludeFromDescription();
        routes.MapGet("/preferences", PreferenceLinks.Get).ExcludeFromDescription();
        Downloads.Map(routes);
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode().Add(endpoint =>
        {
            // Nobody opens a circuit without a session. The sign-in pages are static and need none; they load the same script, hence not its initializers.
            if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: "/_blazor" or "/_blazor/negotiate" })
            {
                endpoint.Metadata.Add(new AuthorizeAttribute());
            }
        });
    }
}
