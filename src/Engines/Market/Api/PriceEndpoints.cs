using System.Security.Claims;
using KeyEcosystem.Contracts;
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

internal static class PriceEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/prices", List).WithName("ListPrices").WithSummary("The members' price lists, with the dates of each price.");
        group.MapPost("/prices", Publish).WithName("PublishPrice").WithSummary("Publishes a price; it holds for agreements signed from its date on.");
    }

    private static async Task<Results<Ok<Page<PriceView>>, ProblemHttpResult>> List(PriceBook book, string? member, string? cursor, int? limit, CancellationToken stop)
    {
        MemberId? whose = null;
        if (member is not null)
        {
            if (!MemberId.TryParse(member, null, out var id))
            {
                return Problems.Of(Refusal.Field("member", "a member's id", member));
            }

            whose = id;
        }

        var page = Paging.Of(cursor, limit);
        return page.IsOk ? TypedResults.Ok(await book.List(whose, page.Value.Cursor, page.Value.Limit, stop)) : Problems.Of(page.Refusal);
    }

    private static async Task<Results<Created<PriceView>, ProblemHttpResult>> Publish(PricePublication publication, ClaimsPrincipal user, PriceBook book, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only an administrator of the member publishes prices. 只有该成员机构的管理员可以发布价格。"));
        }

        var result = await book.Publish(publication, caller, stop);
        return result.IsOk ? TypedResults.Created($"/market/v1/prices?member={caller.Member}", result.Value) : Problems.Of(result.Refusal);
    }
}
