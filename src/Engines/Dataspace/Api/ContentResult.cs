using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>An answer that carries a data set's bytes under a use.</summary>
internal abstract class ContentResult(UseId use, string sha256, string? mediaType) : IResult
{
    /// <summary>Header that names the use; sent back with a Range, it resumes the same use.</summary>
    public const string UseHeader = "Use-Id";

    /// <summary>The use.</summary>
    protected UseId Use { get; } = use;

    public abstract Task ExecuteAsync(HttpContext httpContext);

    /// <summary>The head of the answer.</summary>
    protected void Head(HttpResponse response, long length)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = mediaType ?? "application/octet-stream";
        response.ContentLength = length;
        response.Headers.ETag = $"\"{sha256}\"";
        response.Headers.AcceptRanges = "bytes";
        response.Headers[UseHeader] = Use.ToString();
    }
}
