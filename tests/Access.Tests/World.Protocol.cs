using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Access.Tests;

/// <content>Other connectors, and what the victim has with them.</content>
internal sealed partial class World
{
    private const string Permission = """{"@id":"urn:offer","permission":[{"action":"use"}]}""";

    public string Admission() => $$"""{"participant":"urn:{{Fresh()}}","member":"{{Victim}}","address":"http://127.0.0.1:1/dsp","tokenIn":"{{Fresh()}}{{new string('x', 32)}}","tokenOut":null}""";

    public async Task<PeerId> Peer() => (await Send<PeerView>(Operator, HttpMethod.Post, new Call("dataspace/v1/peers", Admission()))).Id;

    /// <summary>A connector that is this node itself.</summary>
    public async Task<PeerId> Mirror()
    {
        var token = Fresh() + new string('m', 32);
        return (await Send<PeerView>(Operator, HttpMethod.Post, new Call("dataspace/v1/peers", $$"""{"participant":"urn:{{Fresh()}}","member":"{{Victim}}","address":"{{new Uri(Http.BaseAddress!, "dsp")}}","tokenIn":"{{token}}","tokenOut":"{{token}}"}"""))).Id;
    }

    public async Task<Call> Asking() => new("dataspace/v1/negotiations", $$"""{"peer":"{{await Peer()}}","dataset":"urn:set","offer":{{Permission}}}""");

    /// <summary>A negotiation of the victim that waits for it to decide.</summary>
    public async Task<NegotiationId> Negotiation(NegotiationState state = NegotiationState.Requested, string? agreement = null, Guid? peer = null)
    {
        var row = new NegotiationRow
        {
            Id = Guid.CreateVersion7(),
            Role = agreement is null ? ProtocolRole.Provider : ProtocolRole.Consumer,
            Peer = peer ?? (await Peer()).Value,
            PeerPid = $"urn:uuid:{Guid.NewGuid()}",
            Address = "http://127.0.0.1:1/dsp",
            Member = Victim.Value,
            Dataset = Marker,
            OfferId = Marker,
            Policy = """{"permission":[{"action":"use"}]}""",
            OfferedBy = ProtocolRole.Consumer,
            State = state,
            Requests = 1,
            AgreementId = agreement,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Since = DateTimeOffset.UnixEpoch,
        };
        await Get<ILane>().Commit(new Change(new Act("test.made", "node", Victim.Value, [], "done", "{}")).Insert(row), default);
        return new NegotiationId(row.Id);
    }

    public async Task<Call> AskingData()
    {
        var (peer, agreement) = (await Peer(), $"urn:{Fresh()}");
        await Negotiation(NegotiationState.Finalized, agreement, peer.Value);
        return new Call("dataspace/v1/processes", $$"""{"peer":"{{peer}}","agreement":"{{agreement}}","format":"HttpData-PULL"}""");
    }

    /// <summary>A transfer of the victim to another connector.</summary>
    public async Task<ProcessId> Process()
    {
        var row = new ProcessRow
        {
            Id = Guid.CreateVersion7(),
            Role = ProtocolRole.Provider,
            Peer = (await Peer()).Value,
            PeerPid = $"urn:uuid:{Guid.NewGuid()}",
            Address = "http://127.0.0.1:1/dsp",
            Member = Victim.Value,
            AgreementId = Marker,
            Format = ProtocolWords.Pull,
            State = TransferState.Started,
            Starts = 1,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Since = DateTimeOffset.UnixEpoch,
        };
        await Get<ILane>().Commit(new Change(new Act("test.made", "node", Victim.Value, [], "done", "{}")).Insert(row), default);
        return new ProcessId(row.Id);
    }
}
