using System.Security.Claims;
using KeyEcosystem.Compute.Store;
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
        group.MapGet("/exchange-rates", Rates).WithName("GetExchangeRates").WithSummary("Measured rates at which unlike devices are exchanged.");
        group.MapPut("/exchange-rates", SetRates).WithName("SetExchangeRates").WithSummary("Sets these rates, from a table of throughputs by kind of job and device model.");
        group.MapGet("/cohorts/{name}/history", History).WithName("GetCohortHistory").WithSummary("How full a cohort was over time: open, own, lent, waited for, idle and fragmented.").RequireRateLimiting(RateLimits.Expensive);
    }

    private static async Task<Results<Ok<ExchangeRatesView>, ProblemHttpResult>> Rates(Exchange exchange, CancellationToken stop) =>
        await exchange.View(stop) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(new Refusal("compute.exchange.unknown", "There are no exchange rates.", "Unlike devices are exchanged one for one until an operator sets a table."));

    private static async Task<Results<Ok<ExchangeRatesView>, ProblemHttpResult>> SetRates(ExchangeRatesChange change, ClaimsPrincipal user, Exchange exchange, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only an operator sets the rates at which unlike devices are exchanged. 只有运营方可以设定异种设备的折算率。"));
        }

        var view = await exchange.Set(change, caller, stop);
        return view.IsOk ? TypedResults.Ok(view.Value) : Problems.Of(view.Refusal);
    }

    private static async Task<Results<Ok<CohortHistoryView>, ProblemHttpResult>> History(string name, PoolHistories histories, DateTimeOffset? from, DateTimeOffset? to, int? bins, CancellationToken stop)
    {
        var view = await histories.Cohort(name, from, to, bins, stop);
        return view.IsOk ? TypedResults.Ok(view.Value) : Problems.Of(view.Refusal);
    }

    private static async Task<Ok<IReadOnlyList<CohortView>>> All(ClaimsPrincipal user, CohortViews views, CancellationToken stop) =>
        TypedResults.Ok(await views.All(user.Caller().Member, stop));

    private static async Task<Results<Ok<CohortView>, ProblemHttpResult>> One(string name, ClaimsPrincipal user, CohortViews views, ComputeReads reads, CancellationToken stop) =>
        await views.One(name, user.Caller().Member, stop) is { } view
            ? TypedResults.Ok(view)
            : Problems.Of(await CohortRefusals.Unknown(reads, name, stop));
}
