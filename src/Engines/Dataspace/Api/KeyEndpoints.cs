using System.Security.Claims;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

internal static class KeyEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/key", Current).WithName("GetSigningKey").WithSummary("The key that your organisation signs with now, and who holds it.");
        group.MapPost("/key", Register).WithName("RegisterSigningKey").WithSummary("Registers your organisation's own public key: from then on it signs itself.");
        group.MapPost("/key/revoke", Revoke).WithName("RevokeSigningKey").WithSummary("Gives signing back to the node; what was signed stays.");
    }

    private static async Task<Ok<MemberKeyView>> Current(ClaimsPrincipal user, KeyCommands keys, CancellationToken stop) => TypedResults.Ok(await keys.Current(user.Caller().Member, stop));

    private static async Task<Results<Ok<MemberKeyView>, ProblemHttpResult>> Register(MemberKeyRegistration registration, ClaimsPrincipal user, KeyCommands keys, CancellationToken stop)
    {
        var caller = user.Caller();
        return caller.Is(NodeRoles.MemberAdmin) ? Answer(await keys.Register(registration, caller, stop)) : Problems.Of(DataspaceRefusals.NotAdmin);
    }

    private static async Task<Results<Ok<MemberKeyView>, ProblemHttpResult>> Revoke(ClaimsPrincipal user, KeyCommands keys, CancellationToken stop)
    {
        var caller = user.Caller();
        return caller.Is(NodeRoles.MemberAdmin) ? Answer(await keys.Revoke(caller, stop)) : Problems.Of(DataspaceRefusals.NotAdmin);
    }

    private static Results<Ok<MemberKeyView>, ProblemHttpResult> Answer(Result<MemberKeyView> result) => result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
}
