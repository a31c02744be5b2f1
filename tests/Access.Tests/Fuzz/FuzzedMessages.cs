using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Access.Tests.Fuzz;

/// <summary>Good messages of the Dataspace Protocol, each with a process in the state in which it is taken.</summary>
/// <param name="world">The node and its members.</param>
/// <param name="peer">The connector that sends, with what it deals about.</param>
internal sealed class FuzzedMessages(World world, FuzzPeer peer)
{
    public const string Token = "fuzzer-token-0123456789-0123456789-0123";

    private const string Context = "\"@context\":[\"https://w3id.org/dspace/2025/1/context.jsonld\"]";
    private const string Base = "dsp/";
    private const string Callback = "http://127.0.0.1:1/dsp";

    private static readonly (string Method, string Kind)[] All =
    [
        ("POST", "catalog/request"), ("GET", "catalog/request"), ("GET", "catalog/datasets/{id}"),
        ("POST", "negotiations/request"), ("POST", "negotiations/offers"), ("GET", "negotiations/{pid}"),
        ("POST", "negotiations/{pid}/request"), ("POST", "negotiations/{pid}/offers"), ("POST", "negotiations/{pid}/agreement"), ("POST", "negotiations/{pid}/agreement/verification"),
        ("POST", "negotiations/{pid}/events"), ("POST", "negotiations/{pid}/events#finalized"), ("POST", "negotiations/{pid}/termination"),
        ("POST", "transfers/request"), ("POST", "transfers/request#push"), ("GET", "transfers/{pid}"), ("POST", "transfers/{pid}/start"), ("POST", "transfers/{pid}/completion"), ("POST", "transfers/{pid}/suspension"), ("POST", "transfers/{pid}/termination"),
    ];

    public int Kinds => All.Length;

    /// <summary>A message of the kind that has its turn.</summary>
    public async Task<(Door Door, Call Call)> Next(int turn)
    {
        var (method, kind) = All[turn % All.Length];
        return (new Door(method, "/" + Base + kind, [], Foreign.Own, _ => Task.FromResult<Call>(null!)), await Of(kind, method));
    }

    private async Task<Call> Of(string kind, string method) => kind switch
    {
        "catalog/request" => new Call(Base + kind, method == "GET" ? null : $$"""{{{Context}},"@type":"CatalogRequestMessage","filter":[]}"""),
        "catalog/datasets/{id}" => new Call($"{Base}catalog/datasets/{peer.Asset}"),
        "negotiations/request" => new Call(Base + kind, $$"""{{{Context}},"@type":"ContractRequestMessage","consumerPid":"{{NewPid()}}","offer":{{Terms("Offer", peer.Offer.ToString(), peer.Asset.ToString())}},"callbackAddress":"{{Callback}}"}"""),
        "negotiations/offers" => new Call(Base + kind, $$"""{{{Context}},"@type":"ContractOfferMessage","providerPid":"{{NewPid()}}","offer":{{Terms("Offer", "urn:offer", "urn:set")}},"callbackAddress":"{{Callback}}"}"""),
        "negotiations/{pid}" => new Call($"{Base}negotiations/{(await Negotiation(ProtocolRole.Provider, NegotiationState.Offered)).Pid}"),
        "negotiations/{pid}/request" => Step(await Negotiation(ProtocolRole.Provider, NegotiationState.Offered), "request", "ContractRequestMessage", $"\"offer\":{Terms("Offer", "urn:offer", World.Marker)}"),
        "negotiations/{pid}/offers" => Step(await Negotiation(ProtocolRole.Consumer, NegotiationState.Requested), "offers", "ContractOfferMessage", $"\"offer\":{Terms("Offer", "urn:offer", World.Marker)}"),
        "negotiations/{pid}/agreement" => Step(await Negotiation(ProtocolRole.Consumer, NegotiationState.Accepted), "agreement", "ContractAgreementMessage", $$"""
            "agreement":{"@type":"Agreement","@id":"{{NewPid()}}","target":"{{World.Marker}}","assigner":"urn:one","assignee":"urn:two","timestamp":"2026-01-01T00:00:00Z","permission":[{"action":"use","constraint":[]}]}
            """),
        "negotiations/{pid}/agreement/verification" => Step(await Negotiation(ProtocolRole.Provider, NegotiationState.Agreed), "agreement/verification", "ContractAgreementVerificationMessage"),
        "negotiations/{pid}/events" => Step(await Negotiation(ProtocolRole.Provider, NegotiationState.Offered), "events", "ContractNegotiationEventMessage", "\"eventType\":\"ACCEPTED\""),
        "negotiations/{pid}/events#finalized" => Step(await Negotiation(ProtocolRole.Consumer, NegotiationState.Verified), "events", "ContractNegotiationEventMessage", "\"eventType\":\"FINALIZED\""),
        "negotiations/{pid}/termination" => Step(await Negotiation(ProtocolRole.Provider, NegotiationState.Offered), "termination", "ContractNegotiationTerminationMessage", "\"code\":\"1\",\"reason\":[\"because\"]"),
        "transfers/request" => new Call(Base + kind, $$"""{{{Context}},"@type":"TransferRequestMessage","consumerPid":"{{NewPid()}}","agreementId":"{{peer.Agreement}}","format":"HttpData-PULL","callbackAddress":"{{Callback}}"}"""),
        "transfers/request#push" => new Call(Base + "transfers/request", $$"""
            {{{Context}},"@type":"TransferRequestMessage","consumerPid":"{{NewPid()}}","agreementId":"{{peer.Agreement}}","format":"HttpData-PUSH","callbackAddress":"{{Callback}}",
             "dataAddress":{"@type":"DataAddress","endpointType":"https://w3id.org/idsa/v4.1/HTTP","endpoint":"{{Callback}}/data","endpointProperties":[{"@type":"EndpointProperty","name":"authorization","value":"x"}] } }
            """),
        "transfers/{pid}" => new Call($"{Base}transfers/{(await Transfer(ProtocolRole.Provider, TransferState.Started)).Pid}"),
        "transfers/{pid}/start" => Step(await Transfer(ProtocolRole.Consumer, TransferState.Requested), "start", "TransferStartMessage", "\"dataAddress\":{\"@type\":\"DataAddress\",\"endpointType\":\"https://w3id.org/idsa/v4.1/HTTP\",\"endpoint\":\"http://127.0.0.1:1/data\",\"endpointProperties\":[{\"@type\":\"EndpointProperty\",\"name\":\"authorization\",\"value\":\"x\"}]}"),
        "transfers/{pid}/completion" => Step(await Transfer(ProtocolRole.Provider, TransferState.Started), "completion", "TransferCompletionMessage"),
        "transfers/{pid}/suspension" => Step(await Transfer(ProtocolRole.Provider, TransferState.Started), "suspension", "TransferSuspensionMessage", "\"code\":\"1\",\"reason\":[\"because\"]"),
        _ => Step(await Transfer(ProtocolRole.Provider, TransferState.Started), "termination", "TransferTerminationMessage", "\"code\":\"1\",\"reason\":[\"because\"]"),
    };

    private static string NewPid() => $"urn:uuid:{Guid.NewGuid()}";

    private static string Terms(string type, string id, string target) => $$"""{"@type":"{{type}}","@id":"{{id}}","target":"{{target}}","permission":[{"action":"use"}]}""";

    private static Call Step(NegotiationRow row, string step, string type, string? more = null) => Step($"negotiations/{row.Pid}/{step}", row.ProviderPid!, row.ConsumerPid!, type, more);

    private static Call Step(ProcessRow row, string step, string type, string? more = null) => Step($"transfers/{row.Pid}/{step}", row.ProviderPid!, row.ConsumerPid!, type, more);

    private static Call Step(string path, string provider, string consumer, string type, string? more) =>
        new(Base + path, $$"""{{{Context}},"@type":"{{type}}","providerPid":"{{provider}}","consumerPid":"{{consumer}}"{{(more is null ? "" : "," + more)}}}""");

    private Task<NegotiationRow> Negotiation(ProtocolRole role, NegotiationState state) => Kept(new NegotiationRow
    {
        Id = Guid.CreateVersion7(),
        Role = role,
        Peer = peer.Id.Value,
        PeerPid = NewPid(),
        Address = Callback,
        Member = world.Victim.Value,
        Dataset = World.Marker,
        OfferId = World.Marker,
        Policy = """{"permission":[{"action":"use"}]}""",
        OfferedBy = ProtocolRole.Provider,
        State = state,
        Requests = 1,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Since = DateTimeOffset.UnixEpoch,
    });

    private Task<ProcessRow> Transfer(ProtocolRole role, TransferState state) => Kept(new ProcessRow
    {
        Id = Guid.CreateVersion7(),
        Role = role,
        Peer = peer.Id.Value,
        PeerPid = NewPid(),
        Address = Callback,
        Member = world.Victim.Value,
        AgreementId = peer.Agreement.ToString(),
        Format = ProtocolWords.Pull,
        State = state,
        Starts = 1,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Since = DateTimeOffset.UnixEpoch,
    });

    private async Task<T> Kept<T>(T row)
        where T : class, IRow
    {
        await world.Get<ILane>().Commit(new Change(new Act("test.made", "node", world.Victim.Value, [], "done", "{}")).Insert(row), default);
        return row;
    }
}
