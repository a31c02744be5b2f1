using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>An answer that carries a data set's bytes under a use.</summary>
internal abstract class ContentResult(UseId use, ContentShown content) : IResult
{
    /// <summary>Header that names the use; sent back with a Range, it resumes the same use.</summary>
    public const string UseHeader = "Use-Id";

    /// <summary>Header of an answer that carries of a table only what may be seen: its bytes are not those that were published, and its ETag is their own SHA-256.</summary>
    public const string PartsHeader = "Content-Parts";

    /// <summary>What is sent.</summary>
    protected ContentShown Content { get; } = content;

    /// <summary>The use.</summary>
    protected UseId Use { get; } = use;

    public abstract Task ExecuteAsync(HttpContext httpContext);

    /// <summary>The head of the answer.</summary>
    protected void Head(HttpResponse response, long length)
    {
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = Content.Asset.MediaType ?? "application/octet-stream";
        response.ContentLength = length;
        response.Headers.ETag = $"\"{Content.Sha256}\"";
        response.Headers.AcceptRanges = "bytes";
        if (Content.Parts is not null)
        {
            response.Headers[PartsHeader] = "table";
        }

        response.Headers[UseHeader] = Use.ToString();
    }
}
