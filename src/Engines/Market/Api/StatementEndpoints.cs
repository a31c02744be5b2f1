using System.Security.Claims;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Store;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Market.Api;

internal static class StatementEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/statements", Json).WithName("GetStatement").WithSummary("A member's statement of a period; this month so far when no period is given.");
        group.MapGet("/statements/csv", Csv).WithName("DownloadStatement").WithSummary("Every entry of the period as CSV.");
    }

    private static async Task<Results<Ok<StatementView>, ProblemHttpResult>> Json(ClaimsPrincipal user, Statements statements, TimeProvider clock, string? member, string? demonstration, string? from, string? to, CancellationToken stop)
    {
        var asked = Asked(user.Caller(), member, demonstration, from, to, clock.GetUtcNow());
        if (!asked.IsOk)
        {
            return Problems.Of(asked.Refusal);
        }

        var (whose, apart, begin, end) = asked.Value;
        return TypedResults.Ok(await statements.Of(whose, apart, begin, end, stop));
    }

    private static Results<PushStreamHttpResult, ProblemHttpResult> Csv(ClaimsPrincipal user, Statements statements, TimeProvider clock, HttpContext http, string? member, string? demonstration, string? from, string? to)
    {
        var asked = Asked(user.Caller(), member, demonstration, from, to, clock.GetUtcNow());
        if (!asked.IsOk)
        {
            return Problems.Of(asked.Refusal);
        }

        var (whose, apart, begin, end) = asked.Value;
        return TypedResults.Stream(output => statements.WriteCsv(output, whose, apart, begin, end, http.RequestAborted), "text/csv", $"statement-{begin:yyyyMMdd}-{end:yyyyMMdd}.csv");
    }

    private static Result<(MemberId Member, bool Demonstration, DateTimeOffset From, DateTimeOffset To)> Asked(Caller caller, string? member, string? demonstration, string? from, string? to, DateTimeOffset now)
    {
        var books = Scope.Books(caller, member);
        var apart = Scope.Demonstration(demonstration);
        var begin = Scope.Instant("from", from);
        var end = Scope.Instant("to", to);
        if ((books.Refusal ?? apart.Refusal ?? begin.Refusal ?? end.Refusal) is { } refusal)
        {
            return refusal;
        }

        if (books.Value is not { } whose)
        {
            return Refusal.Field("member", "given: a statement is of one member", member);
        }

        var until = end.Value ?? now;
        var since = begin.Value ?? new DateTimeOffset(until.Year, until.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return since < until ? (whose, apart.Value, since, until) : Refusal.Field("from", $"before {until:O}", from);
    }
}
