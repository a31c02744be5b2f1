using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>The other side of the Dataspace Protocol, of its own making: it sends what a case says, and keeps what comes.</summary>
internal sealed class Kit : IAsyncDisposable
{
    public const string Context = "https://w3id.org/dspace/2025/1/context.jsonld";

    private readonly WebApplication app;
    private readonly HttpClient http = new();

    /// <summary>By the kit's own pid: the messages that came.</summary>
    private readonly ConcurrentDictionary<string, Channel<Came>> inboxes = new(StringComparer.Ordinal);

    /// <summary>By data set or agreement: requests that begin a process in which the kit is the provider.</summary>
    private readonly ConcurrentDictionary<string, Channel<Came>> requests = new(StringComparer.Ordinal);

    private Kit(WebApplication app) => this.app = app;

    public string Address => app.Urls.First();

    public static async Task<Kit> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var kit = new Kit(app);
        app.MapPost("/negotiations/request", (Delegate)((HttpContext c) => kit.Requested(c, "ContractNegotiation", b => (string)b["offer"]!["target"]!)));
        app.MapPost("/transfers/request", (Delegate)((HttpContext c) => kit.Requested(c, "TransferProcess", b => (string)b["agreementId"]!)));
        app.MapPost("/{kind}/{pid}/{**rest}", kit.Continued);
        await app.StartAsync();
        return kit;
    }

    /// <summary>Opens a mailbox under a new pid.</summary>
    public string NewPid()
    {
        var pid = $"urn:uuid:{Guid.NewGuid()}";
        inboxes[pid] = Channel.CreateUnbounded<Came>();
        return pid;
    }

    /// <summary>The next message of a process.</summary>
    public async Task<Came> Next(string pid, TimeSpan most) => await Read(inboxes[pid], $"message of {pid}", most);

    /// <summary>The request by which the other side begins.</summary>
    public async Task<Came> Request(string about, TimeSpan most) => await Read(requests.GetOrAdd(about, _ => Channel.CreateUnbounded<Came>()), $"request about {about}", most);

    public async Task<(int Status, JsonObject? Body)> Post(string url, JsonObject body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request);
        return ((int)answer.StatusCode, await Body(answer));
    }

    public async Task<(int Status, JsonObject? Body)> Get(string url)
    {
        using var answer = await http.GetAsync(url);
        return ((int)answer.StatusCode, await Body(answer));
    }

    public static JsonObject Message(string type, string? providerPid, string? consumerPid, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var body = new JsonObject { ["@context"] = new JsonArray(Context), ["@type"] = type };
        foreach (var (name, value) in (ReadOnlySpan<(string, JsonNode?)>)[("providerPid", providerPid), ("consumerPid", consumerPid), .. more])
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }

    private async Task<IResult> Requested(HttpContext context, string type, Func<JsonObject, string> about)
    {
        var body = (await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body))!;
        var pid = NewPid();
        requests.GetOrAdd(about(body), _ => Channel.CreateUnbounded<Came>()).Writer.TryWrite(new Came("request", body, pid));
        return Results.Json(Message(type, pid, (string)body["consumerPid"]!, ("state", "REQUESTED")), statusCode: StatusCodes.Status201Created);
    }

    private async Task<IResult> Continued(string kind, string pid, string rest, HttpContext context)
    {
        var body = (await JsonSerializer.DeserializeAsync<JsonObject>(context.Request.Body))!;
        if (!inboxes.TryGetValue(pid, out var inbox))
        {
            return Results.NotFound();
        }

        inbox.Writer.TryWrite(new Came(rest.TrimEnd('/'), body, pid));
        return Results.Ok();
    }

    private static async Task<Came> Read(Channel<Came> from, string what, TimeSpan most)
    {
        using var late = new CancellationTokenSource(most);
        try
        {
            return await from.Reader.ReadAsync(late.Token);
        }
        catch (OperationCanceledException none)
        {
            throw new TimeoutException($"No {what} came within {most.TotalSeconds:0} s.", none);
        }
    }

    private static async Task<JsonObject?> Body(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return text.Length > 0 && answer.StatusCode != HttpStatusCode.Unauthorized && text[0] == '{' ? JsonNode.Parse(text)!.AsObject() : null;
    }
}
