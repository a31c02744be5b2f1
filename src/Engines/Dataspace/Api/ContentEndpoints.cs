using System.Security.Claims;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

internal static class ContentEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapPut("/assets/{id}/content", Fill).WithName("PutContent").WithSummary("Uploads a data set's bytes at once; Content-SHA256 is checked, Content-Type is kept.");
        group.MapPatch("/assets/{id}/content", Append).WithName("PatchContent").WithSummary("Adds bytes to an upload at Upload-Offset; answers with the new Upload-Offset.");
        group.MapMethods("/assets/{id}/content", [HttpMethods.Head], Offset).WithName("HeadContent").WithSummary("Upload-Offset says how many bytes of your upload have arrived.");
        group.MapPost("/assets/{id}/content/finish", Finish).WithName("FinishContent").WithSummary("Ends an upload: the checksum of all bytes is checked.");
        group.MapGet("/assets/{id}/content", Read).WithName("GetContent").WithSummary("Downloads through the Gate. The answer names its use in Use-Id; sent back with a Range it resumes that use.");
        group.MapGet("/assets/{id}/preview", Preview).WithName("PreviewContent").WithSummary("Media type and columns of a data set that you may read; no value, no use.");
    }

    private static async Task<Results<Ok<AssetView>, ProblemHttpResult>> Fill(string id, HttpRequest request, ClaimsPrincipal user, ContentCommands commands, CancellationToken stop)
    {
        var (caller, asset, refusal) = Provider(id, request, user);
        if (refusal is not null)
        {
            return Problems.Of(refusal);
        }

        var sha256 = request.Headers["Content-SHA256"].ToString();
        var result = await commands.Fill(asset, request.Body, sha256.Length == 0 ? null : sha256, request.ContentType, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Append(string id, HttpContext http, ClaimsPrincipal user, ContentCommands commands, CancellationToken stop)
    {
        var (caller, asset, refusal) = Provider(id, http.Request, user);
        if (refusal is not null)
        {
            return Problems.Of(refusal);
        }

        var offset = UploadOffset.Of(http.Request);
        return offset.IsOk ? Arrived(http.Response, await commands.Append(asset, offset.Value, http.Request.Body, caller, stop)) : Problems.Of(offset.Refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Offset(string id, HttpContext http, ClaimsPrincipal user, ContentCommands commands, CancellationToken stop)
    {
        var (caller, asset, refusal) = Provider(id, http.Request, user);
        return refusal is null ? Arrived(http.Response, await commands.Offset(asset, caller, stop)) : Problems.Of(refusal);
    }

    private static async Task<Results<Ok<AssetView>, ProblemHttpResult>> Finish(string id, UploadCompletion completion, HttpRequest request, ClaimsPrincipal user, ContentCommands commands, CancellationToken stop)
    {
        var (caller, asset, refusal) = Provider(id, request, user);
        if (refusal is not null)
        {
            return Problems.Of(refusal);
        }

        var result = await commands.Finish(asset, completion, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<ContentResult, ProblemHttpResult>> Read(string id, string? purpose, HttpRequest request, ClaimsPrincipal user, ContentDoor door, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!Reads(caller))
        {
            return Problems.Of(NotReading);
        }

        var sent = AssetId.TryParse(id, null, out var asset) ? await door.Send(asset, new Reader(caller, purpose ?? ""), request, null, stop) : DataspaceRefusals.UnknownAsset(id);
        return sent.IsOk ? sent.Value : Problems.Of(sent.Refusal);
    }

    private static async Task<Results<Ok<ContentPreviewView>, ProblemHttpResult>> Preview(string id, string? purpose, ClaimsPrincipal user, Catalogue catalogue, ContentCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!Reads(caller))
        {
            return Problems.Of(NotReading);
        }

        if (!AssetId.TryParse(id, null, out var asset) || await catalogue.Find(asset, stop) is not { Sha256: not null } row)
        {
            return Problems.Of(DataspaceRefusals.UnknownAsset(id));
        }

        var result = await commands.Preview(row, purpose ?? "", caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    public static bool Reads(Caller caller) => caller.Is(NodeRoles.MemberAdmin) || caller.Is(NodeRoles.MemberUser) || caller.Is(NodeRoles.Trial);

    public static Refusal NotReading { get; } = new("access.role", "Your role may not do this.", "Only a member's administrators and users read data. 只有成员机构的管理员与用户可以读取数据。");

    private static (Caller Caller, AssetId Asset, Refusal? Refusal) Provider(string id, HttpRequest request, ClaimsPrincipal user)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return (caller, default, DataspaceRefusals.NotAdmin);
        }

        // The server's default limit is for JSON; a data set has its own.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BlobStore.LengthMax;
        }

        return AssetId.TryParse(id, null, out var asset) ? (caller, asset, null) : (caller, default, DataspaceRefusals.UnknownAsset(id));
    }

    private static Results<NoContent, ProblemHttpResult> Arrived(HttpResponse response, Result<long> offset)
    {
        if (!offset.IsOk)
        {
            return Problems.Of(offset.Refusal);
        }

        UploadOffset.Say(response, offset.Value);
        response.Headers.CacheControl = "no-store";
        return TypedResults.NoContent();
    }
}
