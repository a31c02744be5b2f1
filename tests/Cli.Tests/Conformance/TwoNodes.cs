using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>Two nodes that know each other as connectors: a provider at the one, a consumer at the other.</summary>
internal sealed record TwoNodes(NodeHttp Provider, NodeHttp Consumer, PeerId ProvidersPeer, PeerId ConsumersPeer)
{
    private static readonly JsonElement Everybody = JsonDocument.Parse("""{"permission":[{"action":"use"}]}""").RootElement;

    /// <summary>Introduces two nodes to each other.</summary>
    public static async Task<TwoNodes> Introduce(Uri one, string oneOperator, Uri two, string twoOperator)
    {
        var (tokenOne, tokenTwo) = (new string('1', 40), new string('2', 40));
        var (oneAdmin, twoAdmin) = (Connection.With(one.AbsoluteUri, oneOperator), Connection.With(two.AbsoluteUri, twoOperator));
        var (_, provider) = await Admit(oneAdmin, one, "Provider");
        var (stands, _) = await Admit(oneAdmin, one, "The other node");
        var (_, consumer) = await Admit(twoAdmin, two, "Consumer");
        var (standsThere, _) = await Admit(twoAdmin, two, "The first node");
        var atOne = await oneAdmin.AdmitPeer(new PeerAdmission("urn:keyeco:two", stands, new Uri(two, "dsp").AbsoluteUri, tokenTwo, tokenOne), default);
        var atTwo = await twoAdmin.AdmitPeer(new PeerAdmission("urn:keyeco:one", standsThere, new Uri(one, "dsp").AbsoluteUri, tokenOne, tokenTwo), default);
        return new TwoNodes(provider, consumer, atTwo.Id, atOne.Id);
    }

    /// <summary>A data set with an offer that stands for whoever takes it.</summary>
    public async Task<(AssetView Asset, OfferView Offer)> Offer(string title, byte[] content)
    {
        var asset = await Provider.Publish(new AssetPublication(null, "dataset", title, null, "CN", Everybody, 0), default);
        asset = await Provider.PutContent(asset.Id, new MemoryStream(content), null, default, "text/csv");
        return (asset, await Stands(asset, Everybody.GetRawText()));
    }

    /// <summary>A further offer of a data set that stands for whoever takes it.</summary>
    public Task<OfferView> Stands(AssetView asset, string policy) =>
        Provider.MakeOffer(asset.Id, new OfferPublication(null, "standing", JsonDocument.Parse(policy).RootElement, 0) { Standing = true }, default);

    /// <summary>The consumer asks, and waits for the end.</summary>
    public async Task<NegotiationView> Negotiate(AssetView asset, OfferView offer) => await Consumer.Negotiation((await Ask(asset, offer)).Id, default, 20);

    /// <summary>The consumer asks.</summary>
    public Task<NegotiationView> Ask(AssetView asset, OfferView offer)
    {
        var permission = JsonDocument.Parse(offer.Policy).RootElement.GetProperty("permission");
        return Consumer.Negotiate(new NegotiationRequest(ProvidersPeer, asset.Id.ToString(), JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["@id"] = offer.Id.ToString(), ["permission"] = permission })), default);
    }

    private static async Task<(MemberId Member, NodeHttp Node)> Admit(NodeHttp admin, Uri node, string name)
    {
        var member = await admin.ApplyMember(new MemberApplication(null, name, name, "institute", "supporting", null, "CN", true), default);
        await admin.StepMember(member.Id, "admit", default);
        var key = await admin.MakeKey(new KeyRequest(member.Id, ["member-admin", "member-user"], "two nodes", 30), default);
        return (member.Id, Connection.With(node.AbsoluteUri, key.Key));
    }
}
