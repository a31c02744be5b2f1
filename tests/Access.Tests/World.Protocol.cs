using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Access.Tests.Fuzz;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Dataspace;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Access.Tests;

/// <content>Other connectors, and what the victim has with them.</content>
internal sealed partial class World
{
    private const string Permission = """{"@id":"urn:offer","permission":[{"action":"use"}]}""";

    public string Admission() => $$"""{"participant":"urn:{{Fresh()}}","member":"{{Victim}}","address":"http://127.0.0.1:1/dsp","tokenIn":"{{Fresh()}}{{new string('x', 32)}}","tokenOut":null}""";

    public async Task<PeerId> Peer() => (await Send<PeerView>(Operator, HttpMethod.Post, new Call("dataspace/v1/peers", Admission()))).Id;

    private Task<PeerId>? mirror;

    /// <summary>A connector that is this node itself.</summary>
    public Task<PeerId> Mirror() => mirror ??= Mirrored();

    private async Task<PeerId> Mirrored()
    {
        var token = Fresh() + new string('m', 32);
        return (await Send<PeerView>(Operator, HttpMethod.Post, new Call("dataspace/v1/peers", $$"""{"participant":"urn:keyeco:node","member":"{{Victim}}","address":"{{new Uri(Http.BaseAddress!, "dsp")}}","tokenIn":"{{token}}","tokenOut":"{{token}}"}"""))).Id;
    }

    /// <summary>A connector of a member of its own, with an agreement in force about a data set of the victim.</summary>
    public async Task<FuzzPeer> Fuzzer()
    {
        var member = await Admit("institute");
        var key = await Operator.MakeKey(new KeyRequest(member, [NodeRoles.MemberAdmin], "fuzzer", 1), default);
        var peer = await Operator.AdmitPeer(new PeerAdmission("urn:fuzzer", member, "http://127.0.0.1:1/dsp", FuzzedMessages.Token, null), default);
        var everybody = JsonDocument.Parse("""{"permission":[{"action":"use"}]}""").RootElement;
        var asset = await admin.Publish(new AssetPublication(null, "dataset", Fresh(), null, "CN", everybody, 0), default);
        await admin.PutContent(asset.Id, new MemoryStream(Encoding.UTF8.GetBytes("a,b\n1,2\n")), null, default, "text/csv");
        var offer = await admin.MakeOffer(asset.Id, new OfferPublication(null, "standing", everybody, 0) { Standing = true }, default);
        var asked = await With(key.Key).RequestAgreement(new AgreementRequest(null, asset.Id, offer.Id), default);
        foreach (var (who, step) in new[] { (admin, "agree"), (admin, "sign"), (With(key.Key), "sign") })
        {
            await who.StepAgreement(asked.Id, step, default);
        }

        return new FuzzPeer(peer.Id, asset.Id, offer.Id, asked.Id);
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
    public Task<ProcessId> Process() => Process(ProtocolRole.Provider, null);

    /// <summary>A transfer whose data another connector has sent to the victim.</summary>
    public async Task<ProcessId> Received()
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData([]));
        var id = await Process(ProtocolRole.Consumer, hash);
        await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, DataspaceModule.ReceivedFolder, id.Value.ToString("n"))).FullName, hash), []);
        return id;
    }

    private async Task<ProcessId> Process(ProtocolRole role, string? received)
    {
        var row = new ProcessRow
        {
            Id = Guid.CreateVersion7(),
            Role = role,
            Received = received,
            ReceivedLength = received is null ? null : 0,
            ReceivedAt = received is null ? null : DateTimeOffset.UnixEpoch,
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
