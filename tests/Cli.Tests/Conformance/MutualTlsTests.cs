using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>Two nodes that know each other by their certificates alone.</summary>
public sealed class MutualTlsTests
{
    [Fact]
    public async Task Nodes_that_know_each_others_certificates_need_no_tokens_and_nobody_else_is_let_in()
    {
        using var ofOne = Certificates.Make("one");
        using var ofTwo = Certificates.Make("two");
        using var ofOther = Certificates.Make("two");
        await using var one = await CliNode.Start("one", certificate: ofOne);
        await using var two = await CliNode.Start("two", certificate: ofTwo);
        var (oneAdmin, twoAdmin) = (Connection.With(one.Address.AbsoluteUri, one.OperatorKey), Connection.With(two.Address.AbsoluteUri, two.OperatorKey));
        var (_, provider, _) = await PushWorld.Admit(oneAdmin, one.Address, "Provider");
        var (stands, _, _) = await PushWorld.Admit(oneAdmin, one.Address, "The other node");
        var (_, consumer, consumerKey) = await PushWorld.Admit(twoAdmin, two.Address, "Consumer");
        var (standsThere, _, _) = await PushWorld.Admit(twoAdmin, two.Address, "The first node");

        // The operators exchange the certificates as files.
        var (fileOne, fileTwo) = (Path.Combine(two.Folder, "one.pem"), Path.Combine(one.Folder, "two.pem"));
        await File.WriteAllTextAsync(fileOne, ofOne.ExportCertificatePem());
        await File.WriteAllTextAsync(fileTwo, ofTwo.ExportCertificatePem());
        var atOne = await one.AsOperator("peers", "admit", "--participant", "urn:keyeco:two", "--member", stands.ToString(), "--address", new Uri(two.Connectors, "dsp").AbsoluteUri, "--certificate", fileTwo, "--json");
        var atTwo = await two.AsOperator("peers", "admit", "--participant", "urn:keyeco:one", "--member", standsThere.ToString(), "--address", new Uri(one.Connectors, "dsp").AbsoluteUri, "--certificate", fileOne, "--json");
        Assert.Equal((0, 0), (atOne.Code, atTwo.Code));
        Assert.Equal(JsonValueKind.Null, atOne.Json.GetProperty("token").ValueKind);
        Assert.True(KeyEcosystem.Kernel.PeerId.TryParse(atTwo.Text("id"), null, out var peer));

        var nodes = new TwoNodes(provider, consumer, peer, default);
        var (asset, offer) = await nodes.Offer("readings", Encoding.UTF8.GetBytes("a,b\n1,2\n"));
        Assert.Contains(asset.Id.ToString(), (await two.As(consumerKey, "peers", "catalogue", peer.ToString())).Out, StringComparison.Ordinal);
        var concluded = await nodes.Negotiate(asset, offer);
        Assert.Equal(("FINALIZED", null), (concluded.State, concluded.Problem));

        // Fetched over the same server, and sent to the other one.
        var fetched = await consumer.StartProcess(new ProcessRequest(peer, concluded.Agreement!, "HttpData-PULL"), default);
        await consumer.Process(fetched.Id, default, 20);
        Assert.Equal(0, (await two.As(consumerKey, "transfers", "fetch", fetched.Id.ToString(), "--out", Path.Combine(two.Folder, "fetched.csv"))).Code);
        var sent = await consumer.StartProcess(new ProcessRequest(peer, concluded.Agreement!, "HttpData-PUSH"), default);
        Assert.Equal(8, (await Patience.Until(() => consumer.Process(sent.Id, default), p => p.State == "COMPLETED")).Received!.Length);

        Assert.Equal(HttpStatusCode.Unauthorized, await Call(one, ofOne, ofOther));
        Assert.Equal(HttpStatusCode.Unauthorized, await Call(one, ofOne, null));
        Assert.Equal(HttpStatusCode.OK, await Call(one, ofOne, ofTwo));
    }

    [Fact]
    public async Task A_server_with_another_certificate_than_the_known_one_is_told_nothing()
    {
        using var ofOne = Certificates.Make("one");
        using var expected = Certificates.Make("two");
        using var shown = Certificates.Make("two");
        await using var one = await CliNode.Start("one", certificate: ofOne);
        await using var two = await CliNode.Start("two", certificate: shown);
        var admin = Connection.With(one.Address.AbsoluteUri, one.OperatorKey);
        var (stands, consumer, _) = await PushWorld.Admit(admin, one.Address, "The other node");
        var peer = await admin.AdmitPeer(new PeerAdmission("urn:keyeco:two", stands, new Uri(two.Connectors, "dsp").AbsoluteUri, null, null) { CertificateSha256 = CertificateFile.HashOf(expected) }, default);

        var refused = await Assert.ThrowsAsync<NodeProblemException>(() => consumer.PeerCatalogue(peer.Id, null, null, default));

        Assert.Equal("dataspace.peer.away", refused.Code);
    }

    [Fact]
    public async Task Another_peers_certificate_is_none_for_this_peer_a_changed_one_counts_at_once_and_names_are_compared()
    {
        using var ofOne = Certificates.Make("one");
        using var expected = Certificates.Make("two");
        using var shown = Certificates.Make("three");
        await using var one = await CliNode.Start("one", certificate: ofOne);
        await using var two = await CliNode.Start("two", certificate: shown);
        var admin = Connection.With(one.Address.AbsoluteUri, one.OperatorKey);
        var twoAdmin = Connection.With(two.Address.AbsoluteUri, two.OperatorKey);
        var (stands, consumer, _) = await PushWorld.Admit(admin, one.Address, "The other nodes");
        var (standsThere, _, _) = await PushWorld.Admit(twoAdmin, two.Address, "The first node");
        await twoAdmin.AdmitPeer(new PeerAdmission("urn:keyeco:one", standsThere, new Uri(one.Connectors, "dsp").AbsoluteUri, null, null) { CertificateSha256 = CertificateFile.HashOf(ofOne) }, default);
        var address = new Uri(two.Connectors, "dsp").AbsoluteUri;
        var peer = await admin.AdmitPeer(new PeerAdmission("urn:keyeco:two", stands, address, null, null) { CertificateSha256 = CertificateFile.HashOf(expected) }, default);
        var other = await admin.AdmitPeer(new PeerAdmission("urn:keyeco:three", stands, address, null, null) { CertificateSha256 = CertificateFile.HashOf(shown) }, default);

        // The connection is made; what answers says that it is another than it was admitted as.
        Assert.Equal("dataspace.peer.name", (await Assert.ThrowsAsync<NodeProblemException>(() => consumer.PeerCatalogue(other.Id, null, null, default))).Code);
        Assert.Equal("dataspace.peer.away", (await Assert.ThrowsAsync<NodeProblemException>(() => consumer.PeerCatalogue(peer.Id, null, null, default))).Code);

        await admin.SetPeerTokens(other.Id, new PeerTokens(null, null) { CertificateSha256 = new string('0', 64) }, default);
        Assert.Equal("dataspace.peer.away", (await Assert.ThrowsAsync<NodeProblemException>(() => consumer.PeerCatalogue(other.Id, null, null, default))).Code);
    }

    private static async Task<HttpStatusCode> Call(CliNode node, X509Certificate2 server, X509Certificate2? certificate)
    {
        using var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, shown, _, _) => shown is not null && CertificateFile.HashOf(shown) == CertificateFile.HashOf(server) } };
        if (certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [certificate];
        }

        using var http = new HttpClient(handler);
        using var answer = await http.PostAsync(new Uri(node.Connectors, "dsp/catalog/request"), new StringContent("""{"@context":["https://w3id.org/dspace/2025/1/context.jsonld"],"@type":"CatalogRequestMessage"}""", Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }
}
