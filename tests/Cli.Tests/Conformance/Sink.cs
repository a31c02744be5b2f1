using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>A consumer that is no node: messages of transfers come to it, and its data to <c>/data</c>.</summary>
internal sealed class Sink : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly MemoryStream taken = new();
    private readonly ConcurrentQueue<(string Kind, string Reason)> messages = new();
    private readonly TaskCompletionSource full = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Sink(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    /// <summary>Whether it says how much has arrived, and takes parts.</summary>
    public bool TakesParts { get; init; } = true;

    /// <summary>It breaks off, once, when so many bytes have arrived.</summary>
    public long? BreakAt { get; set; }

    /// <summary>It reads no further than so many bytes until the sender goes away.</summary>
    public long? HoldAt { get; set; }

    /// <summary>What it answers instead of taking anything.</summary>
    public int? Answers { get; set; }

    /// <summary>Comes to pass when <see cref="HoldAt"/> is reached.</summary>
    public Task Full => full.Task;

    public byte[] Taken => taken.ToArray();

    public IReadOnlyCollection<(string Kind, string Reason)> Messages => messages;

    /// <summary>Methods, tokens and bodies' first places of all sendings.</summary>
    public ConcurrentQueue<(string Method, string Token, long Offset)> Sendings { get; } = new();

    public static async Task<Sink> Start(bool takesParts = true)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var sink = new Sink(builder.Build()) { TakesParts = takesParts };
        sink.app.MapPost("/transfers/{pid}/{kind}", (Delegate)sink.Told);
        sink.app.MapMethods("/data", [HttpMethods.Head], (Delegate)sink.Arrived);
        sink.app.MapMethods("/data", [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch], (Delegate)sink.Take);
        await sink.app.StartAsync();
        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await taken.DisposeAsync();
    }

    private async Task<IResult> Told(string kind, HttpContext http)
    {
        using var body = await JsonDocument.ParseAsync(http.Request.Body);
        messages.Enqueue((kind, body.RootElement.TryGetProperty("reason", out var reason) ? reason[0].GetString()! : ""));
        return Results.Ok();
    }

    private IResult Arrived(HttpContext http)
    {
        if (!TakesParts)
        {
            return Results.StatusCode(StatusCodes.Status405MethodNotAllowed);
        }

        http.Response.Headers["Upload-Offset"] = taken.Length.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private async Task<IResult> Take(HttpContext http)
    {
        var offset = long.TryParse(http.Request.Headers["Upload-Offset"], CultureInfo.InvariantCulture, out var said) ? said : 0;
        Sendings.Enqueue((http.Request.Method, http.Request.Headers.Authorization.ToString(), offset));
        if (Answers is { } status)
        {
            return Results.Text("the words of the place", statusCode: status);
        }

        taken.SetLength(offset);
        taken.Position = offset;
        var buffer = new byte[4096];
        while (await http.Request.Body.ReadAsync(buffer) is > 0 and var n)
        {
            taken.Write(buffer, 0, n);
            if (BreakAt <= taken.Length)
            {
                BreakAt = null;
                http.Abort();
                break;
            }

            if (HoldAt <= taken.Length)
            {
                HoldAt = null;
                full.TrySetResult();
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            }
        }

        return Results.NoContent();
    }
}
