using System.Security.Claims;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Compute.Api;

/// <summary>Files named by their SHA-256: code of jobs, and what runs at attached clusters made. Each member has its own.</summary>
internal static class UploadEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/uploads/{sha256}", [HttpMethods.Head], Offset).WithName("HeadUpload").WithSummary("Upload-Offset says how many bytes have arrived; 200 when the file is whole, 204 while it is not.");
        group.MapPatch("/uploads/{sha256}", Append).WithName("PatchUpload").WithSummary("Adds bytes at Upload-Offset; answers with the new Upload-Offset.");
        group.MapPost("/uploads/{sha256}/finish", Finish).WithName("FinishUpload").WithSummary("Ends an upload: the checksum of all bytes is checked.");
    }

    private static Results<Ok, NoContent, ProblemHttpResult> Offset(string sha256, ClaimsPrincipal user, HttpResponse response, Uploads uploads)
    {
        if (Closed(sha256, user.Caller()) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        var (whole, arrived) = uploads.Arrived(user.Caller().Member, sha256);
        UploadOffset.Say(response, arrived);
        return whole ? TypedResults.Ok() : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Append(string sha256, HttpContext http, ClaimsPrincipal user, Uploads uploads, CancellationToken stop)
    {
        if (Closed(sha256, user.Caller()) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        var offset = UploadOffset.Of(http.Request);
        if (!offset.IsOk)
        {
            return Problems.Of(offset.Refusal);
        }

        if (uploads.TooLarge(offset.Value, http.Request.ContentLength) is { } large)
        {
            return Problems.Of(large);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Math.Max(0, uploads.BytesMax - offset.Value);
        }

        var arrived = await uploads.Append(user.Caller().Member, sha256, offset.Value, http.Request.Body, stop);
        if (!arrived.IsOk)
        {
            return Problems.Of(arrived.Refusal);
        }

        UploadOffset.Say(http.Response, arrived.Value);
        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Finish(string sha256, ClaimsPrincipal user, Uploads uploads, CancellationToken stop)
    {
        if (Closed(sha256, user.Caller()) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        var done = await uploads.Finish(user.Caller().Member, sha256, stop);
        return done.IsOk ? TypedResults.NoContent() : Problems.Of(done.Refusal);
    }

    private static Refusal? Closed(string sha256, Caller caller) =>
        !caller.Is(NodeRoles.MemberUser) && !caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.Agent) && !caller.Is(NodeRoles.Operator) ? new Refusal("access.role", "Your role may not do this.", "Only people who work for a member, agents of its clusters, and operators, who compare ways of sharing, upload files. 只有成员机构的人员、其集群的代理，以及进行共享试算的运营方可以上传文件。")
        : sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower) ? Refusal.Field("sha256", "a SHA-256, 64 lower-case hexadecimal digits", sha256)
        : null;
}
