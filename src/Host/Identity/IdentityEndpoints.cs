using System.Security.Claims;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Host.Identity;

internal static class IdentityEndpoints
{
    private static readonly string[] MemberRoles = [NodeRoles.MemberAdmin, NodeRoles.MemberUser];
    private static readonly string[] AllRoles = [.. MemberRoles, NodeRoles.Operator, NodeRoles.Auditor, NodeRoles.Regulator];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/identity/v1").RequireAuthorization(IdentityModule.ApiPolicy).WithTags("Identity");
        group.MapGet("/me", (ClaimsPrincipal user) => TypedResults.Ok(Me(user.Caller()))).WithName("GetMe").WithSummary("Who the node takes you for.");
        group.MapPost("/keys", Make).WithName("MakeKey").WithSummary("Makes an API key; its text is given once.");
        group.MapDelete("/keys/{id}", Revoke).WithName("RevokeKey").WithSummary("Revokes a key; it is worth nothing from the next request on.");
    }

    private static MeView Me(Caller caller) => new(caller.Subject, caller.Member, caller.Roles);

    private static async Task<Results<Created<KeyView>, ProblemHttpResult>> Make(KeyRequest request, ClaimsPrincipal user, ApiKeys keys, CancellationToken stop)
    {
        var caller = user.Caller();
        var member = request.Member ?? caller.Member;
        var isOperator = caller.Is(NodeRoles.Operator);
        if (!isOperator && (!caller.Is(NodeRoles.MemberAdmin) || member != caller.Member))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "An administrator makes keys for the own member; an operator for any."));
        }

        if (request.Roles is not { Count: > 0 and <= 5 } || request.Roles.Any(r => !(isOperator ? AllRoles : MemberRoles).Contains(r)))
        {
            return Problems.Of(Problems.Field("roles", "one or more of " + string.Join(", ", isOperator ? AllRoles : MemberRoles), request.Roles is null ? null : string.Join(',', request.Roles)));
        }

        if (request.Name is not { Length: > 0 and <= 100 })
        {
            return Problems.Of(Problems.Field("name", "1 to 100 characters", request.Name));
        }

        if (request.Days is < 1 or > 366)
        {
            return Problems.Of(Problems.Field("days", "1 to 366", request.Days.ToString()));
        }

        var made = await keys.Make(member, request.Roles, request.Name, TimeSpan.FromDays(request.Days), caller.Subject, stop);
        return made.IsOk
            ? TypedResults.Created($"/identity/v1/keys/{made.Value.Id:n}", new KeyView(made.Value.Id.ToString("n"), made.Value.Key, member, request.Roles))
            : Problems.Of(made.Refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(string id, ClaimsPrincipal user, ApiKeys keys, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator) && !caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "An administrator revokes keys of the own member; an operator any."));
        }

        if (!Guid.TryParseExact(id, "N", out var key))
        {
            return Problems.Of(new Refusal("identity.key.unknown", "There is no such key.", $"No key has the id \"{id}\"."));
        }

        var revoked = await keys.Revoke(key, caller.Is(NodeRoles.Operator) ? null : caller.Member, caller.Subject, stop);
        return revoked.IsOk ? TypedResults.NoContent() : Problems.Of(revoked.Refusal);
    }
}
