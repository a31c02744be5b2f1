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
            var body = response.BodyWriter;
            while (at < to)
            {
                var n = await file.ReadAsync(body.GetMemory(Chunk)[..(int)Math.Min(Chunk, to - at)], httpContext.RequestAborted);
                if (n == 0)
                {
                    break;
                }

                body.Advance(n);

                // The writer's answer is the first to know that nobody reads any more; it takes bytes without a word after that, and they are not counted.
                if ((await body.FlushAsync(httpContext.RequestAborted)).IsCompleted && at + n < to)
                {
                    break;
                }

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
