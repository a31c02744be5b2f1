using System.Globalization;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Sends a file, or one range of it, for as long as it may, and says afterwards how much really went out.</summary>
internal sealed class TransferResult(Transfers transfers, DataFlow flow, UseId use, ContentShown content, (long From, long To, bool Partial) range) : ContentResult(use, content)
{
    private const int Chunk = 1 << 16;

    public override async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        Head(response, range.To - range.From);
        if (range.Partial)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {range.From}-{range.To - 1}/{Content.Length}");
        }

        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var (from, to, cut) = (range.From, range.To, false);
        var (at, record) = (from, new SentRecord(transfers, Use, from));
        using var sending = transfers.Sending(Use);
        try
        {
            await using var file = new FileStream(Content.Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.Asynchronous | FileOptions.SequentialScan);
            file.Position = from;
            var body = response.BodyWriter;
            while (at < to)
            {
                if (!await flow.Goes(httpContext.RequestAborted))
                {
                    cut = true;
                    break;
                }

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
                record.Reached(at);
            }
        }
        catch (OperationCanceledException) when (httpContext.RequestAborted.IsCancellationRequested)
        {
            // The reader went away: what went out is counted, and the use can be resumed.
        }
        finally
        {
            await record.Written;
            await transfers.Sent(Use, from, at);
        }

        if (cut)
        {
            // What was promised does not come any more: the reader must not take it for the whole.
            httpContext.Abort();
        }
    }
}
