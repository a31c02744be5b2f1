using System.Security.Claims;
using KeyEcosystem.Compute.Core.Airlock;
using KeyEcosystem.Compute.Store;
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

/// <summary>The doors of the airlock.</summary>
internal static class AirlockEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/airlock", List).WithName("ListAirlock").WithSummary("Outputs of your sealed jobs, and outputs made from your data, the newest first.");
        group.MapGet("/airlock/{id}", One).WithName("GetAirlockEntry").WithSummary("One output: what the checks found is for the owners of the data.");
        group.MapGet("/airlock/{id}/content", Content).WithName("GetAirlockContent").WithSummary("What would leave, or what the job wrote where a check failed; for the owners of the data.");
        group.MapPost("/airlock/{id}/{step}", Step).WithName("StepAirlock").WithSummary("approve or refuse, as owner of the data.");
    }

    private static async Task<Results<Ok<Page<AirlockView>>, ProblemHttpResult>> List(ClaimsPrincipal user, Airlocks airlocks, string? job, string? state, string? cursor, int? limit, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit);
        if (!page.IsOk)
        {
            return Problems.Of(page.Refusal);
        }

        JobId? of = null;
        if (job is not null)
        {
            if (!JobId.TryParse(job, null, out var wanted))
            {
                return Problems.Of(Refusal.Field("job", "a job id (job_...)", job));
            }

            of = wanted;
        }

        if (state is not null && !AirlockTransitions.States.Contains(state))
        {
            return Problems.Of(Refusal.Field("state", string.Join(", ", AirlockTransitions.States), state));
        }

        return TypedResults.Ok(await airlocks.List(user.Caller().Member, Works(user.Caller()), of, state, page.Value.Cursor, page.Value.Limit, stop));
    }

    private static async Task<Results<Ok<AirlockView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, HttpResponse response, Airlocks airlocks, CancellationToken stop)
    {
        var result = PendingId.TryParse(id, null, out var entry) ? await airlocks.One(entry, user.Caller().Member, Works(user.Caller()), stop) : Airlocks.Unknown(id);
        if (!result.IsOk)
        {
            return Problems.Of(result.Refusal);
        }

        response.Headers.ETag = $"\"{result.Value.Version}\"";
        return TypedResults.Ok(result.Value);
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> Content(string id, ClaimsPrincipal user, Airlocks airlocks, CancellationToken stop)
    {
        if (!Works(user.Caller()))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only people who work for the owner of the data see what waits. 只有数据所有者的人员可以查看等待放行的输出。"));
        }

        var result = PendingId.TryParse(id, null, out var entry) ? await airlocks.Content(entry, user.Caller().Member, stop) : Airlocks.Unknown(id);

        // A job wrote it: nothing that shows it takes it for a page.
        return result.IsOk ? TypedResults.PhysicalFile(result.Value, "application/octet-stream") : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<AirlockView>, ProblemHttpResult>> Step(string id, string step, AirlockDecision? decision, ClaimsPrincipal user, Airlocks airlocks, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only administrators of the owner of the data let outputs go. 只有数据所有者的管理员可以放行输出。"));
        }

        if (!AirlockTransitions.OwnerSteps.Contains(step) || !PendingId.TryParse(id, null, out var entry))
        {
            return Problems.Of(Airlocks.Unknown(id));
        }

        var result = await airlocks.Step(entry, step, decision?.Reason, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static bool Works(Caller caller) => caller.Is(NodeRoles.MemberUser) || caller.Is(NodeRoles.MemberAdmin) || caller.Is(NodeRoles.Trial);
}
