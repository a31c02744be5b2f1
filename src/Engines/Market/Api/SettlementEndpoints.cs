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

internal static class SettlementEndpoints
{
    public static void Map(RouteGroupBuilder group) =>
        group.MapPost("/settlements", Settle).WithName("Settle").WithSummary("Settles now what is due, and says what it came to; operators.");

    private static async Task<Results<Ok<SettlementView>, ProblemHttpResult>> Settle(ClaimsPrincipal user, Settler settler, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only operators settle by hand; the node settles by itself too. 只有运营方可以手动结算；节点也会自动结算。"));
        }

        var result = await settler.Settle(caller.Subject, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }
}
