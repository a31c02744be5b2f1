using System.Net;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Platform.Http;

/// <summary>A problem as a page, for a person whose browser asked for one: at a wrong address, or after too many calls. Programs hear problem+json.</summary>
internal static class ProblemPage
{
    /// <summary>Whether it is an address bar that asks.</summary>
    /// <param name="request">The request.</param>
    public static bool IsAsked(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.GetTypedHeaders().Accept.Any(a => a.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    /// <summary>Writes the page. It is in both languages, for at this door the person's is not known, and cheap.</summary>
    /// <param name="http">The request.</param>
    /// <param name="refusal">What is refused.</param>
    /// <param name="status">The HTTP status.</param>
    public static Task Write(HttpContext http, Refusal refusal, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(
            $$"""
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{status}} · KeyEcosystem</title>
            <style>
            :root { color-scheme: light dark; }
            body { font: 1rem/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 0; }
            main { max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.4rem; line-height: 1.35; }
            </style>
            </head>
            <body><main>
            <h1>{{WebUtility.HtmlEncode(refusal.Title)}}</h1>
            <p>{{WebUtility.HtmlEncode(refusal.Detail)}}</p>
            <p><a href="/">返回首页</a> · <a href="/" lang="en">To the start page</a></p>
            <p><code>{{WebUtility.HtmlEncode(refusal.Code)}}</code></p>
            </main></body>
            </html>
            """,
            http.RequestAborted);
    }
}
