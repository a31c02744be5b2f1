using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Dataspace;

/// <summary>What a conformance script takes to be there: the test kit as a participant, data sets with their offers, and agreements with it. Made through the public API.</summary>
/// <param name="url">The node.</param>
/// <param name="operatorKey">The key of its operator.</param>
/// <param name="script">The script.</param>
internal sealed class ConformanceWorld(Uri url, string operatorKey, ConformanceScript script)
{
    private static readonly JsonElement Everybody = JsonDocument.Parse("""{"permission":[{"action":"use"}]}""").RootElement;
    private readonly NodeHttp admin = Connection.With(url.AbsoluteUri, operatorKey);

    /// <summary>Makes what is missing; a folder that has it already keeps it.</summary>
    public async Task Make(CancellationToken stop)
    {
        if ((await admin.Peers(stop)).Any(p => p.Participant == script.Counterparty))
        {
            return;
        }

        var (_, provider) = await Admit(script.Self, stop);
        var (kit, consumer) = await Admit(script.Counterparty, stop);
        foreach (var dataset in script.Datasets.Concat(script.NegotiationAsProvider.Keys).Append(script.AgreementsDataset).Distinct(StringComparer.Ordinal))
        {
            var asset = await Publish(provider, dataset, stop);
            await provider.GiveIdentifier(asset.Id.ToString(), dataset, stop);
            await provider.GiveIdentifier(new OfferId(asset.Id.Value).ToString(), script.OfferOf(dataset), stop);
        }

        foreach (var named in script.TransferAsProvider.Keys)
        {
            var asset = await Publish(provider, $"agreement {named}", stop);
            var agreement = await consumer.RequestAgreement(new AgreementRequest(null, asset.Id), stop);
            await provider.StepAgreement(agreement.Id, "agree", stop);
            await provider.StepAgreement(agreement.Id, "sign", stop);
            await consumer.StepAgreement(agreement.Id, "sign", stop);
            await provider.GiveIdentifier(agreement.Id.ToString(), named, stop);
        }

        // Last, so that a set-up that was cut off is made anew.
        await admin.AdmitPeer(new PeerAdmission(script.Counterparty, kit, "http://127.0.0.1/", null, null), stop);
    }

    private async Task<(MemberId Member, NodeHttp Node)> Admit(string name, CancellationToken stop)
    {
        var member = await admin.ApplyMember(new MemberApplication(null, name, name, "institute", "supporting", null, "CN", true), stop);
        await admin.StepMember(member.Id, "admit", stop);
        var key = await admin.MakeKey(new KeyRequest(member.Id, ["member-admin"], "conformance", 30), stop);
        return (member.Id, Connection.With(url.AbsoluteUri, key.Key));
    }

    private static Task<AssetView> Publish(NodeHttp provider, string title, CancellationToken stop) => provider.Publish(new AssetPublication(null, "dataset", title, null, "CN", Everybody, 0), stop);
}
