using System.Security.Claims;
using KeyEcosystem.Contracts.Operations;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Health;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace KeyEcosystem.Host.Operations;

/// <summary>Health: a word for whoever asks, reasons for operators only.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", Answer("live", static _ => false)).AllowAnonymous().DisableRateLimiting();
        routes.MapHealthChecks("/health/ready", Answer("ready", static c => c.Tags.Contains(HealthModule.Ready))).AllowAnonymous().DisableRateLimiting();
        var group = routes.MapGroup("/operations/v1").RequireAuthorization(IdentityModule.ApiPolicy).WithTags("Operations");
        group.MapGet("/health", Health).WithName("GetHealth").WithSummary("How lane, store and sandbox stand, with reasons; operators and auditors.");
    }

    private static HealthCheckOptions Answer(string word, Func<HealthCheckRegistration, bool> which) => new()
    {
        Predicate = which,
        ResponseWriter = (http, report) => http.Response.WriteAsync(report.Status == HealthStatus.Unhealthy ? $"not {word}" : word, http.RequestAborted),
    };

    private static async Task<Results<Ok<NodeHealthView>, ProblemHttpResult>> Health(ClaimsPrincipal user, HealthCheckService checks, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator) && !caller.Is(NodeRoles.Auditor))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "How the node stands is for operators and auditors. 节点状态仅供运营方与审计方查看。"));
        }

        var report = await checks.CheckHealthAsync(stop);
        return TypedResults.Ok(new NodeHealthView(
            report.Entries.Values.All(e => e.Status != HealthStatus.Unhealthy || !e.Tags.Contains(HealthModule.Ready)),
            [.. report.Entries.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => new CheckView(e.Key, e.Value.Status.ToString().ToLowerInvariant(), e.Value.Description ?? ""))]));
    }
}
