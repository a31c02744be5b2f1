using System.Security.Claims;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Compute.Api;

internal static class CohortEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/cohorts", All).WithName("ListCohorts").WithSummary("Pools that lend to each other, what is lent, who waits and until when.");
        group.MapGet("/cohorts/{name}", One).WithName("GetCohort").WithSummary("One cohort.");
        group.MapGet("/cohorts/{name}/history", History).WithName("GetCohortHistory").WithSummary("How full a cohort was over time: open, own, lent, waited for, idle and fragmented.").RequireRateLimiting(RateLimits.Expensive);
    }

    private static async Task<Results<Ok<CohortHistoryView>, ProblemHttpResult>> History(string name, PoolHistories histories, DateTimeOffset? from, DateTimeOffset? to, int? bins, CancellationToken stop)
    {
        var view = await histories.Cohort(name, from, to, bins, stop);
        return view.IsOk ? TypedResults.Ok(view.Value) : Problems.Of(view.Refusal);
    }

    private static async Task<Ok<IReadOnlyList<CohortView>>> All(ClaimsPrincipal user, CohortViews views, CancellationToken stop) =>
        TypedResults.Ok(await views.All(user.Caller().Member, stop));

    private static async Task<Results<Ok<CohortView>, ProblemHttpResult>> One(string name, ClaimsPrincipal user, CohortViews views, CancellationToken stop) =>
        await views.One(name, user.Caller().Member, stop) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(new Refusal("compute.cohort.unknown", "There is no such cohort.", $"No pool lends in a cohort \"{name}\"."));
}
