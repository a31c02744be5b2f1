using System.Security.Claims;
using KeyEcosystem.Contracts;
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

internal static class AssetEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/assets", List).WithName("ListAssets").WithSummary("The catalogue: filter, sort, page.");
        group.MapGet("/assets/{id}", One).WithName("GetAsset").WithSummary("One asset with its policy in plain words.");
        group.MapPost("/assets", Publish).WithName("PublishAsset").WithSummary("Publishes an asset with its first offer.");
        group.MapPut("/assets/{id}/airlock", Airlock).WithName("SetAirlockRules").WithSummary("What may leave a job that computes on your data set without its sender seeing it.");
        group.MapGet("/assets/{id}/provenance", Provenance).WithName("GetProvenance").WithSummary("What an asset was made of, by which jobs, and whose all that is: W3C PROV-O as JSON-LD.");
        group.MapGet("/assets/{id}/why", Why).WithName("ExplainAccess").WithSummary("Why may a member use it, why not, and what would have to change.");
    }

    private static async Task<Results<Ok<Page<AssetView>>, ProblemHttpResult>> List([AsParameters] CatalogueAsk ask, ClaimsPrincipal user, CatalogueSearch search, ContentHashes hashes, CancellationToken stop)
    {
        var page = Paging.Of(ask.Cursor, ask.Limit);
        if (!page.IsOk)
        {
            return Problems.Of(page.Refusal);
        }

        var query = ask.Read();
        if (!query.IsOk)
        {
            return Problems.Of(query.Refusal);
        }

        var found = await search.List(query.Value, user.Caller(), page.Value.Cursor, page.Value.Limit, stop);
        var shown = new List<AssetView>(found.Items.Count);
        foreach (var asset in found.Items)
        {
            shown.Add(await hashes.For(asset, user.Caller(), stop));
        }

        return TypedResults.Ok(found with { Items = shown });
    }

    private static async Task<Results<Ok<AssetView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, Catalogue catalogue, ContentHashes hashes, CancellationToken stop) =>
        AssetId.TryParse(id, null, out var asset) && await catalogue.Find(asset, stop) is { } row ? TypedResults.Ok(await hashes.For(Catalogue.View(row), user.Caller(), stop)) : Problems.Of(DataspaceRefusals.UnknownAsset(id));

    private static async Task<Results<Created<AssetView>, ProblemHttpResult>> Publish(AssetPublication publication, ClaimsPrincipal user, DataspaceCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        var result = await commands.Publish(publication, caller, stop);
        return result.IsOk ? TypedResults.Created($"/dataspace/v1/assets/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<AssetView>, ProblemHttpResult>> Airlock(string id, AirlockRulesView rules, ClaimsPrincipal user, AirlockCommands commands, CancellationToken stop)
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

        var result = await commands.Set(asset, rules, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<JsonHttpResult<ProvenanceView>, ProblemHttpResult>> Provenance(string id, ClaimsPrincipal user, Provenances provenances, CancellationToken stop) =>
        AssetId.TryParse(id, null, out var asset) && await provenances.Of(asset, user.Caller(), stop) is { } view ? TypedResults.Json(view, contentType: "application/ld+json") : Problems.Of(DataspaceRefusals.UnknownAsset(id));

    private static async Task<Results<Ok<GateView>, ProblemHttpResult>> Why(string id, string? action, string? purpose, string? member, ClaimsPrincipal user, AccessAnswers answers, CancellationToken stop)
    {
        if (action is not null && !CatalogueAsk.Actions.Contains(action))
        {
            return Problems.Of(Refusal.Field("action", string.Join(", ", CatalogueAsk.Actions), action));
        }

        if (!AssetId.TryParse(id, null, out var asset))
        {
            return Problems.Of(DataspaceRefusals.UnknownAsset(id));
        }

        var caller = user.Caller();
        var who = caller.Member;
        if (member is not null && !MemberId.TryParse(member, null, out who))
        {
            return Problems.Of(Refusal.Field("member", "the id of an organisation (mbr_...)", member));
        }

        var result = await answers.Why(asset, caller, who, action ?? "read", purpose ?? "", stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }
}
