using System.Security.Claims;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Compute.Api;

internal static class PoolEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/pools", List).WithName("ListPools").WithSummary("The pools.");
        group.MapGet("/pools/{id}", One).WithName("GetPool").WithSummary("One pool.");
        group.MapGet("/pools/{id}/balance", Balance).WithName("GetPoolBalance").WithSummary("What a pool of yours lent and got, and how its jobs compare with the pool alone.").RequireRateLimiting(RateLimits.Expensive);
        group.MapGet("/pools/{id}/tidy", Tidy).WithName("PlanTidy").WithSummary("Plans how to empty shared devices of a pool of yours by moving few jobs; nothing is moved.");
        group.MapPost("/pools/{id}/tidy", Approve).WithName("ApproveTidy").WithSummary("Approves such a plan, and carries it out.");
        group.MapPost("/pools", Register).WithName("RegisterPool").WithSummary("Puts devices behind an asset of kind compute-pool.");
        group.MapPut("/pools/{id}/weight", Weigh).WithName("WeighPool").WithSummary("Sets how much of what is lent a pool's queue gets beside the others of its cohort; an operator's.");
        group.MapPatch("/pools/{id}", Change).WithName("ChangePool").WithSummary("Changes devices, value, network, offer and health; If-Match guards the version.");
    }

    private static async Task<Results<Ok<Page<PoolView>>, ProblemHttpResult>> List(ClaimsPrincipal user, ComputeReads reads, string? cursor, int? limit, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit);
        return page.IsOk ? TypedResults.Ok(await reads.ListPools(user.Caller().Member, page.Value.Cursor, page.Value.Limit, stop)) : Problems.Of(page.Refusal);
    }

    private static async Task<Results<Ok<PoolView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, HttpResponse response, ComputeReads reads, AgentSessions sessions, CancellationToken stop)
    {
        if (!PoolId.TryParse(id, null, out var pool) || await reads.Find(pool, stop) is not { } row || await reads.LoadOf(pool, stop) is not { } load)
        {
            return Problems.Of(new Refusal("compute.pool.unknown", "There is no such pool.", $"No pool has the id \"{id}\"."));
        }

        response.Headers.ETag = $"\"{row.Version}\"";
        return TypedResults.Ok(await WithAgent(ComputeReads.View(row, load, user.Caller().Member), reads, sessions, stop));
    }

    private static async Task<Results<Ok<PoolBalanceView>, ProblemHttpResult>> Balance(string id, ClaimsPrincipal user, PoolHistories histories, DateTimeOffset? from, DateTimeOffset? to, CancellationToken stop)
    {
        if (!PoolId.TryParse(id, null, out var pool))
        {
            return Problems.Of(new Refusal("compute.pool.unknown", "There is no such pool of yours.", $"Your organisation has no pool with the id \"{id}\"."));
        }

        var view = await histories.Balance(pool, from, to, user.Caller(), stop);
        return view.IsOk ? TypedResults.Ok(view.Value) : Problems.Of(view.Refusal);
    }

    private static async Task<Results<Ok<TidyPlanView>, ProblemHttpResult>> Tidy(string id, int? moves, ClaimsPrincipal user, Tidying tidying, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(NotAdmin);
        }

        var plan = await tidying.Plan(PoolId.TryParse(id, null, out var pool) ? pool : default, moves, user.Caller(), stop);
        return plan.IsOk ? TypedResults.Ok(plan.Value) : Problems.Of(plan.Refusal);
    }

    private static async Task<Results<Ok<TidyPlanView>, ProblemHttpResult>> Approve(string id, TidyApproval approval, ClaimsPrincipal user, Tidying tidying, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(NotAdmin);
        }

        var plan = await tidying.Approve(PoolId.TryParse(id, null, out var pool) ? pool : default, approval, user.Caller(), stop);
        return plan.IsOk ? TypedResults.Ok(plan.Value) : Problems.Of(plan.Refusal);
    }

    private static async Task<Results<Ok<PoolView>, ProblemHttpResult>> Weigh(string id, PoolWeight weight, ClaimsPrincipal user, PoolCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only an operator sets the weight of a pool: it is between the owners. 算力池的权重关系到各所有者，只有运营方可以设定。"));
        }

        var view = await commands.Weigh(PoolId.TryParse(id, null, out var pool) ? pool : default, weight, caller, stop);
        return view.IsOk ? TypedResults.Ok(view.Value) : Problems.Of(view.Refusal);
    }

    private static async Task<Results<Created<PoolView>, ProblemHttpResult>> Register(PoolRegistration registration, ClaimsPrincipal user, HttpResponse response, PoolCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(NotAdmin);
        }

        var result = await commands.Register(registration, caller, stop);
        if (!result.IsOk)
        {
            return Problems.Of(result.Refusal);
        }

        response.Headers.ETag = $"\"{result.Value.Version}\"";
        return TypedResults.Created($"/compute/v1/pools/{result.Value.Id}", result.Value);
    }

    private static async Task<Results<Ok<PoolView>, ProblemHttpResult>> Change(string id, PoolChange change, ClaimsPrincipal user, HttpRequest request, HttpResponse response, PoolCommands commands, ComputeReads reads, AgentSessions sessions, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(NotAdmin);
        }

        if (!PoolId.TryParse(id, null, out var pool))
        {
            return Problems.Of(new Refusal("compute.pool.unknown", "There is no such pool of yours.", $"Your organisation has no pool with the id \"{id}\"."));
        }

        long? expected = null;
        if (request.Headers.IfMatch.ToString().Trim('"') is { Length: > 0 } etag)
        {
            if (!long.TryParse(etag, out var version))
            {
                return Problems.Of(Refusal.Field("If-Match", "the version in quotes", etag));
            }

            expected = version;
        }

        var result = await commands.Change(pool, change, expected, caller, stop);
        if (!result.IsOk)
        {
            return Problems.Of(result.Refusal);
        }

        response.Headers.ETag = $"\"{result.Value.Version}\"";
        return TypedResults.Ok(await WithAgent(result.Value, reads, sessions, stop));
    }

    /// <summary>What is known of the agent that served it last.</summary>
    private static async Task<PoolView> WithAgent(PoolView view, ComputeReads reads, AgentSessions sessions, CancellationToken stop) =>
        await reads.AgentOf(view.Id, stop) is { } agent ? view with { Cluster = agent.Backend, AgentCalledAt = sessions.LastCall(view.Id) } : view;

    private static Refusal NotAdmin => new("access.role", "Your role may not do this.", "Only an administrator of the member registers and changes pools. 只有该成员机构的管理员可以登记、变更算力池。");
}
