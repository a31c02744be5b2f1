using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>The Dataspace Protocol 2025-1 over HTTP: what other connectors call. Both sides of a process stand under one base address; a pid says which it is.</summary>
internal static class ProtocolEndpoints
{
    private const string NegotiationError = "ContractNegotiationError";
    private const string TransferError = "TransferError";
    private const string CatalogError = "CatalogError";
    private const string Scheme = "Bearer";

    /// <summary>An error names both pids, and one of them may not be known yet.</summary>
    private const string NoPid = "urn:uuid:00000000-0000-0000-0000-000000000000";

    /// <summary>What an endpoint of the protocol does for the peer that calls.</summary>
    private delegate Task<Result<(int Status, JsonObject Answer)>> Act(PeerRow peer, HttpContext http, JsonElement body);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(DataspaceModule.VersionPath, Version).AllowAnonymous().ExcludeFromDescription();
        var group = routes.MapGroup(ProtocolAddress.Path).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        group.MapMethods("/catalog/request", [HttpMethods.Post, HttpMethods.Get], Door(CatalogError, Catalog));
        group.MapGet("/catalog/datasets/{id}", Door(CatalogError, Dataset));
        group.MapPost("/negotiations/request", Door(NegotiationError, async (peer, http, body) => Began(await Read(body, NegotiationMessage.Request).Then(m => Of<Negotiations>(http).Asked(peer, m, http.RequestAborted)))));
        group.MapPost("/negotiations/offers", Door(NegotiationError, async (peer, http, body) => Began(await Read(body, NegotiationMessage.Offer).Then(m => Of<Negotiations>(http).Approached(peer, m, http.RequestAborted)))));
        group.MapGet("/negotiations/{pid}", Door(NegotiationError, async (peer, http, _) => await Of<Negotiations>(http).Look(peer, Pid(http), http.RequestAborted) is { } row ? (StatusCodes.Status200OK, Negotiations.View(row)) : Negotiations.Unknown(Pid(http))));
        group.MapPost("/negotiations/{pid}/request", Receive(NegotiationMessage.Request));
        group.MapPost("/negotiations/{pid}/offers", Receive(NegotiationMessage.Offer));
        group.MapPost("/negotiations/{pid}/agreement", Receive(NegotiationMessage.Agreement));
        group.MapPost("/negotiations/{pid}/agreement/verification", Receive(NegotiationMessage.Verification));
        group.MapPost("/negotiations/{pid}/events", Receive(null));
        group.MapPost("/negotiations/{pid}/termination", Receive(NegotiationMessage.Termination));
        group.MapPost("/transfers/request", Door(TransferError, async (peer, http, body) => Began(await Read(body, TransferMessage.Request).Then(m => Of<TransferProcesses>(http).Asked(peer, m, http.RequestAborted)))));
        group.MapGet("/transfers/{pid}", Door(TransferError, async (peer, http, _) => await Of<TransferProcesses>(http).Look(peer, Pid(http), http.RequestAborted) is { } row ? (StatusCodes.Status200OK, TransferProcesses.View(row)) : TransferProcesses.Unknown(Pid(http))));
        group.MapPost("/transfers/{pid}/start", Receive(TransferMessage.Start));
        group.MapPost("/transfers/{pid}/completion", Receive(TransferMessage.Completion));
        group.MapPost("/transfers/{pid}/suspension", Receive(TransferMessage.Suspension));
        group.MapPost("/transfers/{pid}/termination", Receive(TransferMessage.Termination));
    }

    private static IResult Version() => Answer(StatusCodes.Status200OK, new JsonObject
    {
        ["protocolVersions"] = new JsonArray(new JsonObject { ["version"] = ProtocolWords.Version, ["path"] = ProtocolAddress.Path, ["binding"] = "HTTPS" }),
    });

    private static RequestDelegate Receive(TransferMessage message) => Door(TransferError, async (peer, http, body) =>
        Goes(await Read(body, message).Then(m => Of<TransferProcesses>(http).Receive(peer, Pid(http), m, message, http.RequestAborted))));

    /// <summary>A message of a negotiation that goes on; null for the two events, which name themselves.</summary>
    private static RequestDelegate Receive(NegotiationMessage? message) => Door(NegotiationError, async (peer, http, body) =>
    {
        var read = Read(body, message ?? NegotiationMessage.Accept);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        if ((message ?? EventOf(read.Value)) is not { } meant)
        {
            return Refusal.Field("eventType", "ACCEPTED or FINALIZED", read.Value["eventType"]);
        }

        return Goes(await Of<Negotiations>(http).Receive(peer, Pid(http), read.Value, meant, http.RequestAborted));
    });

    private static async Task<Result<(int Status, JsonObject Answer)>> Catalog(PeerRow peer, HttpContext http, JsonElement body)
    {
        if (HttpMethods.IsPost(http.Request.Method) && MessageRead.Of(body, "CatalogRequestMessage") is { IsOk: false } wrong)
        {
            return wrong.Refusal;
        }

        var query = ProtocolCatalogue.Filter(body);
        if (!query.IsOk)
        {
            return query.Refusal;
        }

        var page = await Of<ProtocolCatalogue>(http).Page(peer, query.Value, http.Request.Query["cursor"].FirstOrDefault(), http.RequestAborted);
        if (!page.IsOk)
        {
            return page.Refusal;
        }

        var url = $"{Of<ProtocolAddress>(http).Base}/catalog/request?cursor=";
        var links = new[] { (page.Value.Next, "next"), (page.Value.Previous, "previous") }.Where(l => l.Item1 is not null).Select(l => $"<{url}{l.Item1}>; rel=\"{l.Item2}\"").ToArray();
        if (links.Length > 0)
        {
            http.Response.Headers.Link = string.Join(", ", links);
        }

        return (StatusCodes.Status200OK, page.Value.Catalog);
    }

    private static async Task<Result<(int Status, JsonObject Answer)>> Dataset(PeerRow peer, HttpContext http, JsonElement body) =>
        await Of<ProtocolCatalogue>(http).One(peer, (string)http.Request.RouteValues["id"]!, http.RequestAborted) is { } set
            ? (StatusCodes.Status200OK, set)
            : new Refusal("dataspace.asset.unknown", "There is no such data set.", $"No data set that is offered has the id \"{http.Request.RouteValues["id"]}\".");

    /// <summary>Knows the peer, reads the body, and answers in the protocol's words whatever happens. Of who is not known nothing is read.</summary>
    private static RequestDelegate Door(string error, Act act) => async http =>
    {
        if (await Of<PeerCredentials>(http).Of(PeerCall.Of(http.Request.Headers.Authorization, http.Connection.ClientCertificate, Of<TimeProvider>(http).GetUtcNow()), http.RequestAborted) is not { } peer)
        {
            var tooMany = Of<StrangerLimit>(http).Count(http);
            http.Response.Headers.WWWAuthenticate = Scheme;
            var stranger = tooMany ?? new Refusal("access.unauthenticated", "This node does not know you.", "The call carries no token or certificate of a connector that the operator has admitted.");
            await Answer(tooMany is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests, Error(error, http, default, stranger)).ExecuteAsync(http);
            return;
        }

        if (peer.SuspendedAt is not null)
        {
            // Said to nobody but who holds its token or certificate.
            await Answer(StatusCodes.Status403Forbidden, Error(error, http, default, new Refusal("access.connector", "You are suspended here.", "The operator of this node has suspended your connector: its calls are refused until it is resumed. 本节点的运营方已暂停贵方连接器，恢复之前其调用均被拒绝。"))).ExecuteAsync(http);
            return;
        }

        var parsed = HttpMethods.IsPost(http.Request.Method) ? await Body(http) : (JsonDocument?)null;
        if (!parsed.IsOk)
        {
            await Answer(StatusCodes.Status400BadRequest, Error(error, http, default, parsed.Refusal)).ExecuteAsync(http);
            return;
        }

        using var document = parsed.Value;
        var body = document?.RootElement ?? default;
        var done = await act(peer, http, body);
        var (answer, status) = done.IsOk ? (done.Value.Answer, done.Value.Status) : (Error(error, http, body, done.Refusal), StatusOf(done.Refusal));
        await Answer(status, answer).ExecuteAsync(http);
    };

    /// <summary>What the sender did wrong is 400, what it does not know 404; what this node can't do now is said as such.</summary>
    private static int StatusOf(Refusal refusal) => Problems.StatusOf(refusal.Code) switch
    {
        StatusCodes.Status404NotFound when refusal.Code is "dataspace.negotiation.unknown" or "dataspace.process.unknown" or "dataspace.asset.unknown" => StatusCodes.Status404NotFound,
        >= 500 and var away => away,
        StatusCodes.Status429TooManyRequests => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };

    private static JsonObject Error(string type, HttpContext http, JsonElement body, Refusal refusal)
    {
        var pid = http.Request.RouteValues.TryGetValue("pid", out var named) ? (string?)named : null;
        string? Said(string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        var isProcess = type != CatalogError;
        return MessageWrite.Of(type, isProcess ? Said("providerPid") ?? pid ?? NoPid : null, isProcess ? Said("consumerPid") ?? pid ?? NoPid : null, ("code", refusal.Code), ("reason", new JsonArray(refusal.Detail)));
    }

    private static async Task<Result<JsonDocument?>> Body(HttpContext http)
    {
        try
        {
            var parsed = await JsonDocument.ParseAsync(http.Request.Body, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false }, http.RequestAborted);
            var wrong = parsed.RootElement.ValueKind is var kind and not JsonValueKind.Object ? Refusal.Field("$", "a JSON object", kind.ToString())
                : JsonTexts.FirstWrong(parsed.RootElement) is { } place ? Refusal.Field(place, "text in UTF-8, without NUL and without half surrogate pairs", "not text")
                : null;
            if (wrong is null)
            {
                return parsed;
            }

            parsed.Dispose();
            return wrong;
        }
        catch (JsonException failure)
        {
            return Refusal.Field("$", "a JSON object, each name in it once, at most 32 deep", failure.LineNumber is { } line ? $"not readable in line {line + 1}" : "not readable");
        }
    }

    private static Result<MessageRead> Read(JsonElement body, NegotiationMessage message) => MessageRead.Of(body, ProtocolWords.TypeOf(message));

    private static Result<MessageRead> Read(JsonElement body, TransferMessage message) => MessageRead.Of(body, ProtocolWords.TypeOf(message));

    private static NegotiationMessage? EventOf(MessageRead read) => read["eventType"] switch
    {
        "ACCEPTED" => NegotiationMessage.Accept,
        "FINALIZED" => NegotiationMessage.Finalization,
        _ => null,
    };

    private static Result<(int Status, JsonObject Answer)> Began(Result<NegotiationRow> row) => row.IsOk ? (StatusCodes.Status201Created, Negotiations.View(row.Value)) : row.Refusal;

    private static Result<(int Status, JsonObject Answer)> Began(Result<ProcessRow> row) => row.IsOk ? (StatusCodes.Status201Created, TransferProcesses.View(row.Value)) : row.Refusal;

    private static Result<(int Status, JsonObject Answer)> Goes(Result<NegotiationRow> row) => row.IsOk ? (StatusCodes.Status200OK, Negotiations.View(row.Value)) : row.Refusal;

    private static Result<(int Status, JsonObject Answer)> Goes(Result<ProcessRow> row) => row.IsOk ? (StatusCodes.Status200OK, TransferProcesses.View(row.Value)) : row.Refusal;

    private static async Task<Result<T>> Then<T>(this Result<MessageRead> read, Func<MessageRead, Task<Result<T>>> next) => read.IsOk ? await next(read.Value) : read.Refusal;

    private static string Pid(HttpContext http) => (string)http.Request.RouteValues["pid"]!;

    private static T Of<T>(HttpContext http)
        where T : notnull => (T)http.RequestServices.GetService(typeof(T))!;

    private static IResult Answer(int status, JsonObject body) => Results.Text(MessageWrite.Text(body), "application/json", System.Text.Encoding.UTF8, status);
}
