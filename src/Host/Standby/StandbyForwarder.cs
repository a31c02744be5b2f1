using System.Net;
using KeyEcosystem.Host.Operations;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace KeyEcosystem.Host.Standby;

/// <summary>A process that stands by: it listens where the node would, and passes on to the process that holds the lane.</summary>
internal sealed class StandbyForwarder : IAsyncDisposable
{
    /// <summary>Longer than any call of an agent waits for orders; an answer that flows is never cut.</summary>
    private static readonly ForwarderRequestConfig Patience = new() { ActivityTimeout = TimeSpan.FromMinutes(2) };

    private readonly WebApplication app;
    private readonly HttpMessageInvoker caller;
    private volatile Uri? seat;

    private StandbyForwarder(WebApplication app, HttpMessageInvoker caller)
    {
        this.app = app;
        this.caller = caller;
    }

    /// <summary>Where the holder is reached; null when nobody holds the lane, or it did not say.</summary>
    public Uri? Seat
    {
        get => seat;
        set => seat = value;
    }

    public static async Task<StandbyForwarder> Start(NodeSettings settings, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(settings.Url.ToString());
        builder.WebHost.ConfigureKestrel(k => k.Limits.MaxRequestBodySize = null);
        builder.Logging.AddNodeLogging(settings);

        // While the node moves every call fails, and each is answered with why: a stack trace of each says nothing more.
        builder.Logging.AddFilter("Yarp", LogLevel.Error);
        builder.Services.AddHttpForwarder();
        var onward = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(2) });
        var forwarder = new StandbyForwarder(builder.Build(), onward);
        forwarder.app.Map("/{**path}", forwarder.Pass);
        await forwarder.app.StartAsync(stop);
        return forwarder;
    }

    public async ValueTask DisposeAsync()
    {
        // Calls that wait at a holder which is gone are not waited for.
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
            // They are cut off, and their callers try again.
        }

        await app.DisposeAsync();
        caller.Dispose();
    }

    private async Task Pass(HttpContext http, IHttpForwarder forwarder)
    {
        if (seat is { } to && await forwarder.SendAsync(http, to.ToString(), caller, Patience, OfCaller.One) == ForwarderError.None)
        {
            return;
        }

        if (!http.Response.HasStarted)
        {
            http.Response.Clear();
            http.Response.Headers.RetryAfter = "1";
            await Problems.Of(new Refusal("store.moving", "The node is moving to another process.", "The process that wrote the records is gone and another one takes over: send it again in a second. 节点正切换到另一进程，请稍后重试。")).ExecuteAsync(http);
        }
    }

    /// <summary>What the holder is told of the caller, as any proxy tells it; the host stays what was called.</summary>
    private sealed class OfCaller : HttpTransformer
    {
        public static OfCaller One { get; } = new();

        public override async ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
            var asked = httpContext.Request;
            proxyRequest.Headers.Host = asked.Host.Value;
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-For", httpContext.Connection.RemoteIpAddress?.ToString());
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Proto", asked.Scheme);
            proxyRequest.Headers.TryAddWithoutValidation("X-Forwarded-Host", asked.Host.Value);
        }
    }
}
