using System.Net.Http.Headers;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Calls about other connectors, and negotiations and transfers with them.</summary>
public static class ProtocolCalls
{
    private const string Root = "dataspace/v1";

    /// <summary>Other connectors.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IReadOnlyList<PeerView>> Peers(this NodeHttp http, CancellationToken stop) => http.Get<IReadOnlyList<PeerView>>($"{Root}/peers", stop);

    /// <summary>Admits a connector; an operator's.</summary>
    /// <param name="http">The node.</param>
    /// <param name="admission">Which, and as whom.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PeerView> AdmitPeer(this NodeHttp http, PeerAdmission admission, CancellationToken stop) => http.Post<PeerView>($"{Root}/peers", admission, stop);

    /// <summary>Sets the token that a connector's calls carry, the token that calls to it carry, or both; an operator's.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="tokens">At least one of the two.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PeerView> SetPeerTokens(this NodeHttp http, PeerId id, PeerTokens tokens, CancellationToken stop) => http.Post<PeerView>($"{Root}/peers/{id}/tokens", tokens, stop);

    /// <summary>Refuses a connector's calls, or takes them again; an operator's.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="suspended">Whether they are refused.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<PeerView> SuspendPeer(this NodeHttp http, PeerId id, bool suspended, CancellationToken stop) => http.Post<PeerView>($"{Root}/peers/{id}/{(suspended ? "suspend" : "resume")}", null, stop);

    /// <summary>A page of another connector's catalogue.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which connector.</param>
    /// <param name="keyword">Words of titles; null for all.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<RemoteCatalogueView> PeerCatalogue(this NodeHttp http, PeerId id, string? keyword, string? cursor, CancellationToken stop) =>
        http.Get<RemoteCatalogueView>($"{Root}/peers/{id}/catalogue{QueryText.Of(("keyword", keyword), ("cursor", cursor))}", stop);

    /// <summary>Gives a thing a name by which others know it.</summary>
    /// <param name="http">The node.</param>
    /// <param name="of">Id of an asset, offer or agreement.</param>
    /// <param name="identifier">The name.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<IdentifierView> GiveIdentifier(this NodeHttp http, string of, string identifier, CancellationToken stop) => http.Post<IdentifierView>($"{Root}/identifiers", new IdentifierRequest(of, identifier), stop);

    /// <summary>The member's negotiations, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<NegotiationView> AllNegotiations(this NodeHttp http, CancellationToken stop) => PageCalls.All(cursor => http.Negotiations(cursor, 500, stop), stop);

    /// <summary>A page of the member's negotiations, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many, 1 to 500.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<NegotiationView>> Negotiations(this NodeHttp http, string? cursor, int limit, CancellationToken stop) => http.Get<Page<NegotiationView>>($"{Root}/negotiations{QueryText.Of(("cursor", cursor), ("limit", $"{limit}"))}", stop);

    /// <summary>One negotiation.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    /// <param name="waitSeconds">How long to wait for its end, 0 to 60.</param>
    public static Task<NegotiationView> Negotiation(this NodeHttp http, NegotiationId id, CancellationToken stop, int waitSeconds = 0) => http.Get<NegotiationView>($"{Root}/negotiations/{id}{(waitSeconds > 0 ? $"?waitSeconds={waitSeconds}" : "")}", stop);

    /// <summary>Asks another connector for an agreement.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">About what, on which offer.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<NegotiationView> Negotiate(this NodeHttp http, NegotiationRequest request, CancellationToken stop) => http.Post<NegotiationView>($"{Root}/negotiations", request, stop);

    /// <summary>Sends a message of a negotiation.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="step">The message.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<NegotiationView> StepNegotiation(this NodeHttp http, NegotiationId id, NegotiationStep step, CancellationToken stop) => http.Post<NegotiationView>($"{Root}/negotiations/{id}/messages", step, stop);

    /// <summary>The member's transfers, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<ProcessView> AllProcesses(this NodeHttp http, CancellationToken stop) => PageCalls.All(cursor => http.Processes(cursor, 500, stop), stop);

    /// <summary>A page of the member's transfers, the newest first.</summary>
    /// <param name="http">The node.</param>
    /// <param name="cursor">Where to go on; null for the first page.</param>
    /// <param name="limit">How many, 1 to 500.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<ProcessView>> Processes(this NodeHttp http, string? cursor, int limit, CancellationToken stop) => http.Get<Page<ProcessView>>($"{Root}/processes{QueryText.Of(("cursor", cursor), ("limit", $"{limit}"))}", stop);

    /// <summary>One transfer.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    /// <param name="waitSeconds">How long to wait until it has begun or ended, 0 to 60.</param>
    public static Task<ProcessView> Process(this NodeHttp http, ProcessId id, CancellationToken stop, int waitSeconds = 0) => http.Get<ProcessView>($"{Root}/processes/{id}{(waitSeconds > 0 ? $"?waitSeconds={waitSeconds}" : "")}", stop);

    /// <summary>Asks another connector for the data of an agreement.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">Of which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ProcessView> StartProcess(this NodeHttp http, ProcessRequest request, CancellationToken stop) => http.Post<ProcessView>($"{Root}/processes", request, stop);

    /// <summary>Sends a message of a transfer.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="step">The message.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ProcessView> StepProcess(this NodeHttp http, ProcessId id, ProcessStep step, CancellationToken stop) => http.Post<ProcessView>($"{Root}/processes/{id}/messages", step, stop);

    /// <summary>The data that a provider has sent for a transfer of the member. The caller disposes the answer.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="from">How many bytes are there already.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<HttpResponseMessage> ProcessData(this NodeHttp http, ProcessId id, long from, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(http);
        var request = new HttpRequestMessage(HttpMethod.Get, $"{Root}/processes/{id}/data");
        request.Headers.Range = from > 0 ? new RangeHeaderValue(from, null) : null;
        return http.Open(request, stop);
    }

    /// <summary>Removes the data that a provider has sent for a transfer of the member.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<ProcessView> DiscardProcessData(this NodeHttp http, ProcessId id, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(http);
        return http.Delete<ProcessView>($"{Root}/processes/{id}/data", stop);
    }
}
