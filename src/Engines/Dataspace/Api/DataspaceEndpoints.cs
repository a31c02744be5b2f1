using System.Security.Claims;
using System.Text.Json;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

internal static class DataspaceEndpoints
{

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dataspace/v1").RequireAuthorization("api").WithTags("Dataspace");
        group.MapGet("/assets", List).WithName("ListAssets").WithSummary("The catalogue.");
        group.MapGet("/assets/{id}", One).WithName("GetAsset").WithSummary("One asset with its policy in plain words.");
        group.MapPost("/assets", Publish).WithName("PublishAsset").WithSummary("Offers an asset under a policy.");
        group.MapPut("/assets/{id}/content", Fill).WithName("PutContent").WithSummary("Uploads a data set's bytes once; Content-SHA256 is checked.");
        group.MapGet("/assets/{id}/content", Read).WithName("GetContent").WithSummary("Downloads through the Gate.");
        group.MapGet("/assets/{id}/why", Why).WithName("ExplainAccess").WithSummary("Why may I, why may I not.");
        group.MapGet("/agreements", Agreements).WithName("ListAgreements").WithSummary("Your agreements.");
        group.MapPost("/agreements", Request).WithName("RequestAgreement").WithSummary("Asks for an agreement on the offered terms.");
        group.MapPost("/agreements/{id}/{step}", Step).WithName("StepAgreement").WithSummary("agree, refuse, sign or terminate.");
    }

    private static async Task<Results<Ok<Page<AssetView>>, ProblemHttpResult>> List(Catalogue catalogue, string? query, string? kind, string? cursor, int? limit, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit);
        return page.IsOk ? TypedResults.Ok(await catalogue.List(query, kind, page.Value.Cursor, page.Value.Limit, stop)) : Problems.Of(page.Refusal);
    }

    private static async Task<Results<Ok<AssetView>, ProblemHttpResult>> One(string id, Catalogue catalogue, CancellationToken stop) =>
        AssetId.TryParse(id, null, out var asset) && await catalogue.Find(asset, stop) is { } row ? TypedResults.Ok(Catalogue.View(row)) : Problems.Of(Unknown(id));

    private static async Task<Results<Created<AssetView>, ProblemHttpResult>> Publish(AssetPublication publication, ClaimsPrincipal user, DataspaceCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(NotAdmin);
        }

        var result = await commands.Publish(publication, caller, stop);
        return result.IsOk ? TypedResults.Created($"/dataspace/v1/assets/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<AssetView>, ProblemHttpResult>> Fill(string id, HttpRequest request, ClaimsPrincipal user, DataspaceCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(NotAdmin);
        }

        if (!AssetId.TryParse(id, null, out var asset))
        {
            return Problems.Of(Unknown(id));
        }

        // The server's default limit is for JSON; a data set has its own.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BlobStore.LengthMax;
        }

        var sha256 = request.Headers["Content-SHA256"].ToString();
        var result = await commands.Fill(asset, request.Body, sha256.Length == 0 ? null : sha256, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> Read(string id, string? purpose, ClaimsPrincipal user, Catalogue catalogue, IGate gate, ILane lane, IIds ids, TimeProvider clock, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.MemberUser) && !caller.Is(NodeRoles.Trial))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only a member's administrators and users read data."));
        }

        if (!AssetId.TryParse(id, null, out var asset) || await catalogue.Find(asset, stop) is not { Sha256: not null } row)
        {
            return Problems.Of(Unknown(id));
        }

        var use = new UseId(ids.Next());
        var began = clock.GetUtcNow();
        var answer = await gate.Pass(new GateUse(use, caller.Member, caller.Subject, asset, "read", purpose ?? "") { Bytes = row.Length }, stop);
        if (!answer.IsOk)
        {
            return Problems.Of(answer.Refusal);
        }

        if (!answer.Value.Permitted)
        {
            return Problems.Of(GateRefusal.Of(answer.Value));
        }

        var change = new Change(new Act("content.read", caller.Subject, caller.Member.Value, [asset.ToString(), use.ToString()], "done", "{}")).Meter(new MeterRow
        {
            Id = ids.Next(),
            Agreement = answer.Value.Agreement?.Value,
            Use = use.Value,
            Asset = asset.Value,
            Provider = row.Provider,
            Consumer = caller.Member.Value,
            Kind = "bytes",
            Quantity = row.Length,
            From = began,
            To = clock.GetUtcNow(),
            Outcome = "succeeded",
            Demonstration = row.Demonstration,
            Trial = caller.Is(NodeRoles.Trial),
        });
        await gate.Finish(change, use, "succeeded", stop);
        change.Tell(new Fact("dataspace.use.finished.v1", asset.Value, JsonSerializer.Serialize(new
        {
            use = use.ToString(),
            asset = asset.ToString(),
            provider = new MemberId(row.Provider).ToString(),
            consumer = caller.Member.ToString(),
            kind = row.Kind,
            outcome = "succeeded",
            demonstration = row.Demonstration,
            trial = caller.Is(NodeRoles.Trial),
            at = clock.GetUtcNow(),
        })));
        var done = await lane.Commit(change, stop);
        var path = await ((IAssetAnswer)catalogue).ContentOf(asset, stop);
        return done.IsOk && path is not null
            ? TypedResults.PhysicalFile(path, "application/octet-stream", enableRangeProcessing: true, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{row.Sha256}\""))
            : Problems.Of(done.Refusal ?? Unknown(id));
    }

    private static async Task<Results<Ok<GateView>, ProblemHttpResult>> Why(string id, string? action, string? purpose, ClaimsPrincipal user, IGate gate, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!AssetId.TryParse(id, null, out var asset))
        {
            return Problems.Of(Unknown(id));
        }

        var answer = await gate.Explain(new GateUse(new UseId(Guid.Empty), caller.Member, caller.Subject, asset, action ?? "read", purpose ?? ""), stop);
        return TypedResults.Ok(new GateView(answer.Permitted, answer.Agreement, [.. answer.Reasons.Select(r => new GateReasonView(r.Code, r.Clause, r.Zh, r.En))]));
    }

    private static async Task<Ok<IReadOnlyList<AgreementView>>> Agreements(ClaimsPrincipal user, Catalogue catalogue, CancellationToken stop) =>
        TypedResults.Ok(await catalogue.AgreementsOf(user.Caller().Member, stop));

    private static async Task<Results<Created<AgreementView>, ProblemHttpResult>> Request(AgreementRequest request, ClaimsPrincipal user, DataspaceCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.Trial))
        {
            return Problems.Of(NotAdmin);
        }

        var result = await commands.Request(request, caller, stop);
        return result.IsOk ? TypedResults.Created($"/dataspace/v1/agreements/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<AgreementView>, ProblemHttpResult>> Step(string id, string step, ClaimsPrincipal user, DataspaceCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.Trial))
        {
            return Problems.Of(NotAdmin);
        }

        if (!AgreementTransitions.Steps.Contains(step) || !AgreementId.TryParse(id, null, out var agreement))
        {
            return Problems.Of(new Refusal("dataspace.agreement.unknown", "There is no such agreement or step.", $"Steps are {string.Join(", ", AgreementTransitions.Steps)}; the id was \"{id}\"."));
        }

        var result = await commands.Step(agreement, step, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static Refusal NotAdmin => new("access.role", "Your role may not do this.", "Only an administrator of the member publishes, requests and signs.");

    private static Refusal Unknown(string id) => new("dataspace.asset.unknown", "There is no such asset.", $"No asset has the id \"{id}\", or it has no content.");
}
