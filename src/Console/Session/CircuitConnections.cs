using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>Closes a circuit's connection a little after its session has ended, in time for the page to leave by itself.</summary>
internal static class CircuitConnections
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    public static void UseSessionBoundCircuits(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.Path == "/_blazor" && http.RequestServices.GetRequiredService<SessionVault>().Find(http.User.SessionId()) is { } session)
        {
            var clock = http.RequestServices.GetRequiredService<TimeProvider>();
            await using var watch = session.Ended.Register(() => _ = AbortSoon(http, clock));
            await next(http);
        }
        else
        {
            await next(http);
        }
    });

    private static async Task AbortSoon(HttpContext http, TimeProvider clock)
    {
        await Task.Delay(Grace, clock, CancellationToken.None);
        http.Abort();
    }
}
