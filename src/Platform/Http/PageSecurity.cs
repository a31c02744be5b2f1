using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Platform.Http;

/// <summary>What browsers are told about every answer.</summary>
public static class PageSecurity
{
    /// <summary>
    /// Pages load from their own node only and stand in no frame. Styles may be inline, as component libraries write them; scripts may not.
    /// Forms may lead on to a loopback address: the command line signs in through the browser that way.
    /// </summary>
    public const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self' http://127.0.0.1:* http://localhost:*; frame-ancestors 'none'";

    /// <summary>The same for the page of the API, whose viewer begins with a script in the page.</summary>
    public const string ApiPagePolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
        "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Sets the headers on every answer, refusals too. Place it first. A page that needs another Content-Security-Policy sets its own.</summary>
    /// <param name="app">The node.</param>
    public static void UsePageSecurity(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(
            static o =>
            {
                var answer = (HttpResponse)o;
                answer.Headers.XContentTypeOptions = "nosniff";
                answer.Headers.XFrameOptions = "DENY";
                answer.Headers["Referrer-Policy"] = "same-origin";
                answer.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
                if (answer.Headers.ContentSecurityPolicy.Count == 0)
                {
                    answer.Headers.ContentSecurityPolicy = answer.HttpContext.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? ApiPagePolicy : Policy;
                }

                return Task.CompletedTask;
            },
            http.Response);
        return next(http);
    });
}
