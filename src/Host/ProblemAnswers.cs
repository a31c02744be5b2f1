using System.Text.Json;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Host;

/// <summary>Every answer that is not a success is a problem, whoever gave it.</summary>
internal static partial class ProblemAnswers
{
    public static void UseProblemAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(e => e.Run(async http =>
        {
            var failure = http.Features.Get<IExceptionHandlerFeature>()!.Error;
            if (failure is not BadHttpRequestException)
            {
                Failed(http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("KeyEcosystem.Api"), http.Request.Method, http.Request.Path, failure);
            }

            await Problems.Of(Of(failure)).ExecuteAsync(http);
        }));
        app.UseStatusCodePages(async context =>
        {
            var status = context.HttpContext.Response.StatusCode;
            var problem = Problems.Of(new Refusal(status == 404 ? "path.unknown" : "input.request", $"The node answered {status}.", $"{context.HttpContext.Request.Method} {context.HttpContext.Request.Path} is not served; the API is described at /api."));
            problem.ProblemDetails.Status = status;
            await problem.ExecuteAsync(context.HttpContext);
            context.HttpContext.Response.StatusCode = status;
        });
    }

    private static Refusal Of(Exception failure) => failure switch
    {
        BadHttpRequestException { InnerException: JsonException json } => Problems.Field(json.Path is { Length: > 0 } path ? path : "$", $"as the API describes it (line {json.LineNumber + 1})", "something else"),
        BadHttpRequestException bad => new Refusal("input.request", "The request can't be read.", bad.Message),
        OperationCanceledException => new Refusal("lane.stopped", "The call was withdrawn.", "Send it again."),
        _ => new Refusal("store.failed", "The node failed.", "The failure is in the node's log under this trace id; nothing of the call was acknowledged."),
    };

    [LoggerMessage(EventId = 100, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    private static partial void Failed(ILogger logger, string method, string path, Exception failure);
}
