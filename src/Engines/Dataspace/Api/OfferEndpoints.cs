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

internal static class OfferEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/assets/{id}/offers", List).WithName("ListOffers").WithSummary("The offers of an asset, the earliest first; its provider sees withdrawn and planned ones too.");
        group.MapPost("/assets/{id}/offers", Make).WithName("MakeOffer").WithSummary("Offers an asset on further terms.");
        group.MapPost("/policies/audience", Audience).WithName("AskPolicyAudience").WithSummary("Who could use an asset under terms that are not offered yet; nothing is kept.");
        group.MapGet("/offers/{id}", One).WithName("GetOffer").WithSummary("One offer.");
        group.MapPost("/offers/{id}/withdraw", Withdraw).WithName("WithdrawOffer").WithSummary("Withdraws an offer; agreements made under it go on.");
    }

    private static async Task<Results<Ok<Page<OfferView>>, ProblemHttpResult>> List(string id, ClaimsPrincipal user, Catalogue catalogue, DataspaceReads reads, TimeProvider clock, CancellationToken stop)
    {
        if (!AssetId.TryParse(id, null, out var asset) || await catalogue.Find(asset, stop) is not { } row)
        {
            return Problems.Of(DataspaceRefusals.UnknownAsset(id));
        }

        var own = row.Provider == user.Caller().Member.Value;
        var views = (await reads.OffersOf(asset, stop)).Select(o => DataspaceReads.View(o, clock.GetUtcNow())).Where(o => own || o.State == OfferState.Open);
        return TypedResults.Ok(new Page<OfferView>([.. views], null));
    }

    private static async Task<Results<Ok<PolicyAudienceView>, ProblemHttpResult>> Audience(PolicyAudienceRequest request, ClaimsPrincipal user, PolicyAudience audience, CancellationToken stop)
    {
        var result = await audience.Of(request, user.Caller().Member, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Created<OfferView>, ProblemHttpResult>> Make(string id, OfferPublication publication, ClaimsPrincipal user, OfferCommands commands, CancellationToken stop)
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

        var result = await commands.Make(asset, publication, caller, stop);
        return result.IsOk ? TypedResults.Created($"/dataspace/v1/offers/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<OfferView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, DataspaceReads reads, TimeProvider clock, CancellationToken stop)
    {
        if (!OfferId.TryParse(id, null, out var offer) || await reads.Find(offer, stop) is not { } row)
        {
            return Problems.Of(DataspaceRefusals.UnknownOffer(id));
        }

        var view = DataspaceReads.View(row, clock.GetUtcNow());
        return view.State == OfferState.Open || row.Provider == user.Caller().Member.Value ? TypedResults.Ok(view) : Problems.Of(DataspaceRefusals.UnknownOffer(id));
    }

    private static async Task<Results<Ok<OfferView>, ProblemHttpResult>> Withdraw(string id, ClaimsPrincipal user, OfferCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (!OfferId.TryParse(id, null, out var offer))
        {
            return Problems.Of(DataspaceRefusals.UnknownOffer(id));
        }

        var result = await commands.Withdraw(offer, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }
}
