using System.Globalization;
using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Observatory.Api;

internal static class ClaimEndpoints
{
    private static readonly Refusal NotOperator = new("access.role", "Your role may not do this.", "Only an operator enters figures from outside. 只有运营方可以录入外部数据。");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/observatory/v1/claims").RequireAuthorization("api").WithTags("Observatory");
        group.MapGet("/", List).WithName("ListClaims").WithSummary("Figures from outside as they were known at an instant, the newest period first.");
        group.MapPost("/", State).WithName("StateClaim").WithSummary("Enters a figure that somebody outside states; an operator's. A correction is a further one.");
    }

    private static async Task<Results<Ok<Page<ClaimEntryView>>, ProblemHttpResult>> List(Store.Claims claims, TimeProvider clock, string? series, string? asOf, string? cursor, int? limit, CancellationToken stop)
    {
        var at = IndicatorEndpoints.When("asOf", asOf, clock.GetUtcNow());
        if (!at.IsOk)
        {
            return Problems.Of(at.Refusal);
        }

        if (limit is < 1 or > Paging.LimitMax)
        {
            return Problems.Of(Refusal.Field("limit", $"1 to {Paging.LimitMax}", $"{limit}"));
        }

        var skip = 0;
        return cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out skip)
            ? Problems.Of(Refusal.Field("cursor", "the next value of the page before", cursor))
            : TypedResults.Ok(await claims.Page(series, at.Value, skip, limit ?? 100, stop));
    }

    private static async Task<Results<Created<ClaimEntryView>, ProblemHttpResult>> State(ClaimStatement claim, ClaimsPrincipal user, Store.Claims claims, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.Operator))
        {
            return Problems.Of(NotOperator);
        }

        var done = await claims.State(claim, user.Caller(), stop);
        return done.IsOk ? TypedResults.Created($"/observatory/v1/claims?series={Uri.EscapeDataString(done.Value.Series)}", done.Value) : Problems.Of(done.Refusal);
    }
}
