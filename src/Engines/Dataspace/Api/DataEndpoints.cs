using System.Net.Http.Headers;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Where other connectors fetch data: a token opens one process while it is started, and every call passes the Gate.</summary>
internal static class DataEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(ProtocolAddress.Path + "/data/{id}", Fetch).AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

    private static async Task<IResult> Fetch(string id, string? purpose, HttpContext http, DataTokens tokens, ProtocolReads protocol, ContentDoor door, StrangerLimit strangers, CancellationToken stop)
    {
        var process = Guid.TryParseExact(id, "D", out var named) ? tokens.Known(named) ?? await protocol.Process(named, stop) : null;
        if (process is not { Role: ProtocolRole.Provider, Asset: { } assetId }
            || !AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header) || header.Parameter is not { Length: > 0 } token || !tokens.Opens(process, token))
        {
            return Problems.Of(strangers.Count(http) ?? new Refusal("access.unauthenticated", "This token opens nothing.", "The transfer was not started, has ended, or was started again since: a later start names another token."));
        }

        if (process.State is not TransferState.Started)
        {
            return Problems.Of(new Refusal("access.suspended", "No data flows now.", $"The transfer is {ProtocolWords.Of(process.State)}{(process.Problem is { } why ? ": " + why : ".")}"));
        }

        tokens.Moved(process);
        if (await protocol.Peer(process.Peer, stop) is not { SuspendedAt: null } peer)
        {
            return Problems.Of(new Refusal("access.suspended", "This connector is suspended.", "The operator has suspended the connector that the data is for."));
        }

        // The process as it stands, for as long as data flows: in this very start, and its connector not suspended.
        async ValueTask<bool> Open() => (tokens.Known(process.Id) ?? await protocol.Process(process.Id, CancellationToken.None)) is { State: TransferState.Started } now && now.Starts == process.Starts
            && await protocol.Peer(process.Peer, CancellationToken.None) is { SuspendedAt: null };

        var sent = await door.Send(new AssetId(assetId), purpose ?? "", http.Request, new Caller("peer", new MemberId(peer.Member), []), Open, stop);
        return sent.IsOk ? sent.Value : Problems.Of(sent.Refusal);
    }
}
