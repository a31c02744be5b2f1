using System.Globalization;
using System.Net.Http.Headers;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Blobs;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>
/// Where other connectors fetch data, and send it: a token opens one process while it is started. Every fetching call passes the Gate, under the agreement that the transfer names and no other. Data is sent at once (POST, PUT), or in parts that go on where they
/// broke off: HEAD says in <c>Upload-Offset</c> how much has arrived, PATCH adds to it.
/// </summary>
internal static class DataEndpoints
{
    private const string LengthHeader = "Upload-Length";
    private const string ShaHeader = "Content-SHA256";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(ProtocolAddress.Path + "/data/{id}").AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        group.MapGet("", Fetch);
        group.MapMethods("", [HttpMethods.Head], Arrived);
        group.MapMethods("", [HttpMethods.Post, HttpMethods.Put], Take);
        group.MapPatch("", TakePart);
    }

    private static async Task<IResult> Fetch(string id, string? purpose, HttpContext http, DataTokens tokens, ProtocolReads protocol, TransferProcesses processes, ContentDoor door, StrangerLimit strangers, CancellationToken stop)
    {
        var opened = await Opened(id, ProtocolRole.Provider, http, tokens, protocol, strangers, stop);
        if (!opened.IsOk)
        {
            return Problems.Of(opened.Refusal);
        }

        var process = opened.Value;
        if (process.State is not TransferState.Started)
        {
            return Problems.Of(new Refusal("access.suspended", "No data flows now.", $"The transfer is {ProtocolWords.Of(process.State)}{(process.Problem is { } why ? ": " + why : ".")}"));
        }

        tokens.Moved(process);
        if (await protocol.Peer(process.Peer, stop) is not { SuspendedAt: null } peer)
        {
            return Problems.Of(Suspended);
        }

        var sent = await door.Send(new AssetId(process.Asset!.Value), new Reader(new Caller("peer", new MemberId(peer.Member), []), purpose ?? "", new AgreementId(process.Agreement!.Value)), http.Request, () => processes.Flows(process), stop);
        return sent.IsOk ? sent.Value : Problems.Of(sent.Refusal);
    }

    private static async Task<IResult> Arrived(string id, HttpContext http, DataTokens tokens, ProtocolReads protocol, ReceivedData received, StrangerLimit strangers, CancellationToken stop)
    {
        var process = await Taking(id, http, tokens, protocol, strangers, stop);
        return process.IsOk ? Answer(http, received.Arrived(process.Value)) : Problems.Of(process.Refusal);
    }

    private static async Task<IResult> Take(string id, HttpContext http, DataTokens tokens, ProtocolReads protocol, ReceivedData received, StrangerLimit strangers, CancellationToken stop)
    {
        var process = await Taking(id, http, tokens, protocol, strangers, stop);
        if (!process.IsOk)
        {
            return Problems.Of(process.Refusal);
        }

        var sha256 = http.Request.Headers[ShaHeader].ToString();
        return Answer(http, await received.Keep(process.Value, http.Request.Body, sha256.Length > 0 ? sha256 : null, http.Request.ContentType, stop));
    }

    private static async Task<IResult> TakePart(string id, HttpContext http, DataTokens tokens, ProtocolReads protocol, ReceivedData received, StrangerLimit strangers, CancellationToken stop)
    {
        var process = await Taking(id, http, tokens, protocol, strangers, stop);
        if (!process.IsOk)
        {
            return Problems.Of(process.Refusal);
        }

        var (length, sha256) = (http.Request.Headers[LengthHeader].ToString(), http.Request.Headers[ShaHeader].ToString());
        if (!long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var all))
        {
            return Problems.Of(Refusal.Field(LengthHeader, "the number of bytes of the whole", length));
        }

        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit))
        {
            return Problems.Of(Refusal.Field(ShaHeader, "64 hexadecimal digits", sha256));
        }

        var offset = UploadOffset.Of(http.Request);
        return offset.IsOk ? Answer(http, await received.Append(process.Value, offset.Value, all, http.Request.Body, sha256, http.Request.ContentType, stop)) : Problems.Of(offset.Refusal);
    }

    private static IResult Answer(HttpContext http, Result<long> arrived)
    {
        if (!arrived.IsOk)
        {
            return Problems.Of(arrived.Refusal);
        }

        UploadOffset.Say(http.Response, arrived.Value);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.NoContent();
    }

    /// <summary>The process whose data may come now.</summary>
    private static async Task<Result<ProcessRow>> Taking(string id, HttpContext http, DataTokens tokens, ProtocolReads protocol, StrangerLimit strangers, CancellationToken stop)
    {
        var opened = await Opened(id, ProtocolRole.Consumer, http, tokens, protocol, strangers, stop);
        if (!opened.IsOk)
        {
            return opened.Refusal;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BlobStore.LengthMax;
        }

        return opened.Value is not { Format: ProtocolWords.Push, State: TransferState.Started } ? ReceivedData.NotNow(opened.Value)
            : await protocol.Peer(opened.Value.Peer, stop) is not { SuspendedAt: null } ? Suspended
            : opened.Value;
    }

    /// <summary>The process that a call's token opens, at one of its sides.</summary>
    private static async Task<Result<ProcessRow>> Opened(string id, ProtocolRole role, HttpContext http, DataTokens tokens, ProtocolReads protocol, StrangerLimit strangers, CancellationToken stop)
    {
        var process = Guid.TryParseExact(id, "D", out var named) ? (role is ProtocolRole.Provider ? tokens.Known(named) : null) ?? await protocol.Process(named, stop) : null;
        return process is not null && process.Role == role && (role is ProtocolRole.Consumer || process is { Asset: not null, Agreement: not null })
            && AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header) && header.Parameter is { Length: > 0 } token && tokens.Opens(process, token)
            ? process
            : strangers.Count(http) ?? new Refusal("access.unauthenticated", "This token opens nothing.", "The transfer was not started, has ended, or was started again since: a later start names another token.");
    }

    private static Refusal Suspended { get; } = new("access.suspended", "This connector is suspended.", "The operator has suspended the connector that the data is for, or comes from.");
}
