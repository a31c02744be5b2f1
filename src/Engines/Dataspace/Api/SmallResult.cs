using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Sends a small content at once; that it was read is on record before.</summary>
internal sealed class SmallResult(UseId use, byte[] content, string sha256, string? mediaType) : ContentResult(use, sha256, mediaType)
{
    public override async Task ExecuteAsync(HttpContext httpContext)
    {
        Head(httpContext.Response, content.Length);
        await httpContext.Response.BodyWriter.WriteAsync(content, httpContext.RequestAborted);
    }
}
