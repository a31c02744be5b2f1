using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Host.Identity;

/// <summary>API keys and machine clients.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/keys", List).WithName("ListKeys").WithSummary("API keys, revoked ones included, without their texts.");
        group.MapPost("/keys", Make).WithName("MakeKey").WithSummary("Makes an API key; its text is given once.");
        group.MapDelete("/keys/{id}", Revoke).WithName("RevokeKey").WithSummary("Revokes a key; it is worth nothing from the next request on.");
        group.MapPost("/machines", MakeMachine).WithName("MakeMachine").WithSummary("Makes a machine client; its secret is given once.");
        group.MapDelete("/machines/{id}", RevokeMachine).WithName("RevokeMachine").WithSummary("Revokes a machine client; its tokens are worth nothing from the next request on.");
    }

    private static async Task<Results<Ok<Page<KeyListing>>, ProblemHttpResult>> List(string? cursor, int? limit, ClaimsPrincipal user, ApiKeys keys, CancellationToken stop)
    {
        var reach = Grants.Reach(user.Caller());
        if (!reach.IsOk)
        {
            return Problems.Of(reach.Refusal);
        }

        var asked = Paging.Of(cursor, limit);
        if (!asked.IsOk)
        {
            return Problems.Of(asked.Refusal);
        }

        var (after, take) = asked.Value;
        var page = await keys.List(reach.Value, after, take, stop);
        return TypedResults.Ok(new Page<KeyListing>(
            [.. page.Select(k => new KeyListing(k.Id.ToString("n"), k.Name, new MemberId(k.Member), k.Roles.Split(','), k.Expires, k.Revoked))],
            page.Count == take ? page[^1].Id.ToString("n") : null));
    }

    private static async Task<Results<Created<KeyView>, ProblemHttpResult>> Make(KeyRequest request, ClaimsPrincipal user, ApiKeys keys, CancellationToken stop)
    {
        var caller = user.Caller();
        var member = Grants.For(caller, request.Member, request.Roles);
        if (!member.IsOk)
        {
            return Problems.Of(member.Refusal);
        }

        if (!PlainText.IsTitle(request.Name, 100))
        {
            return Problems.Of(Refusal.Field("name", "1 to 100 visible characters", request.Name));
        }

        if (request.Days is < 1 or > 366)
        {
            return Problems.Of(Refusal.Field("days", "1 to 366", request.Days.ToString()));
        }

        var made = await keys.Make(member.Value, request.Roles, request.Name, TimeSpan.FromDays(request.Days), caller.Subject, stop);
        return made.IsOk
            ? TypedResults.Created($"/identity/v1/keys/{made.Value.Id:n}", new KeyView(made.Value.Id.ToString("n"), made.Value.Key, member.Value, request.Roles))
            : Problems.Of(made.Refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(string id, ClaimsPrincipal user, ApiKeys keys, CancellationToken stop)
    {
        var caller = user.Caller();
        var reach = Grants.Reach(caller);
        if (!reach.IsOk)
        {
            return Problems.Of(reach.Refusal);
        }

        if (!Guid.TryParseExact(id, "N", out var key))
        {
            return Problems.Of(new Refusal("identity.key.unknown", "There is no such key.", $"No key has the id \"{id}\"."));
        }

        var revoked = await keys.Revoke(key, reach.Value, caller.Subject, stop);
        return revoked.IsOk ? TypedResults.NoContent() : Problems.Of(revoked.Refusal);
    }

    private static async Task<Results<Created<MachineView>, ProblemHttpResult>> MakeMachine(MachineRequest request, ClaimsPrincipal user, MachineClients machines, CancellationToken stop)
    {
        var caller = user.Caller();
        var member = Grants.For(caller, request.Member, request.Roles);
        if (!member.IsOk)
        {
            return Problems.Of(member.Refusal);
        }

        var made = await machines.Make(member.Value, request.Roles, request.Name, caller.Subject, stop);
        return made.IsOk
            ? TypedResults.Created($"/identity/v1/machines/{made.Value.ClientId}", new MachineView(made.Value.ClientId, made.Value.Secret, member.Value, request.Roles))
            : Problems.Of(made.Refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RevokeMachine(string id, ClaimsPrincipal user, MachineClients machines, CancellationToken stop)
    {
        var caller = user.Caller();
        var reach = Grants.Reach(caller);
        if (!reach.IsOk)
        {
            return Problems.Of(reach.Refusal);
        }

        var revoked = await machines.Revoke(id, reach.Value, caller.Subject, stop);
        return revoked.IsOk ? TypedResults.NoContent() : Problems.Of(revoked.Refusal);
    }
}
