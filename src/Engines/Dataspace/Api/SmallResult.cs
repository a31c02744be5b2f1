using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Sends a small content at once; that it was read is on record before.</summary>
internal sealed class SmallResult(UseId use, byte[] bytes, ContentShown content) : ContentResult(use, content)
{
    public override async Task ExecuteAsync(HttpContext httpContext)
    {
        Head(httpContext.Response, bytes.Length);
        await httpContext.Response.BodyWriter.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
