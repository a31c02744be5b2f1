using System.Globalization;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Sends a file, or one range of it, and says afterwards how much really went out.</summary>
internal sealed class TransferResult(Transfers transfers, UseId use, string path, string sha256, string? mediaType, long length, long from, long to, bool partial) : IResult
{
    /// <summary>Header that names the use; sent back with a Range, it resumes the same use.</summary>
    public const string UseHeader = "Use-Id";

    private const int Chunk = 1 << 16;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = partial ? StatusCodes.Status206PartialContent : StatusCodes.Status200OK;
        response.ContentType = mediaType ?? "application/octet-stream";
        response.ContentLength = to - from;
        response.Headers.ETag = $"\"{sha256}\"";
        response.Headers.AcceptRanges = "bytes";
        response.Headers[UseHeader] = use.ToString();
        if (partial)
        {
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{to - 1}/{length}");
        }

        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var at = from;
        using var sending = transfers.Sending(use);
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            file.Position = from;
            var buffer = new byte[Chunk];
            while (at < to)
            {
                var n = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(Chunk, to - at)), httpContext.RequestAborted);
                if (n == 0)
                {
                    break;
                }

                await response.Body.WriteAsync(buffer.AsMemory(0, n), httpContext.RequestAborted);
                await response.Body.FlushAsync(httpContext.RequestAborted);
                at += n;
            }
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The reader went away: what went out is counted, and the use can be resumed.
        }
        finally
        {
            await transfers.Sent(use, from, at);
        }
    }
}
