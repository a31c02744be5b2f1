using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

internal static class ReleaseEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/assets/{id}/release", Request).WithName("RequestRelease").WithSummary("Asks the owners of a result's sources to release it from the terms it inherits.");
        group.MapGet("/releases", List).WithName("ListReleases").WithSummary("Your requests, and those that concern your data, the newest first.");
        group.MapGet("/releases/{id}", One).WithName("GetRelease").WithSummary("One request that concerns you.");
        group.MapPost("/releases/{id}/{step}", Step).WithName("StepRelease").WithSummary("approve or refuse as owner of a source, withdraw as owner of the result.");
    }

    private static async Task<Results<Created<ReleaseView>, ProblemHttpResult>> Request(string id, ReleaseRequest request, ClaimsPrincipal user, Releases releases, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (!AssetId.TryParse(id, null, out var asset))
        {
            return Problems.Of(DataspaceRefusals.UnknownAsset(id));
        }

        var result = await releases.Request(asset, request, caller, stop);
        return result.IsOk ? TypedResults.Created($"/dataspace/v1/releases/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Ok<Page<ReleaseView>>> List(ClaimsPrincipal user, Releases releases, CancellationToken stop) =>
        TypedResults.Ok(new Page<ReleaseView>(await releases.List(user.Caller().Member, stop), null));

    private static async Task<Results<Ok<ReleaseView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, Releases releases, CancellationToken stop)
    {
        var result = PendingId.TryParse(id, null, out var release) ? await releases.One(release, user.Caller().Member, stop) : Releases.Unknown(id);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<ReleaseView>, ProblemHttpResult>> Step(string id, string step, ClaimsPrincipal user, Releases releases, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (!ReleaseTransitions.Steps.Contains(step) || !PendingId.TryParse(id, null, out var release))
        {
            return Problems.Of(Releases.Unknown(id));
        }

        var result = await releases.Step(release, step, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }
}
