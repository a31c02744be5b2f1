using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>A provider's node, and a consumer that has an agreement there and wants its data sent to a <see cref="Conformance.Sink"/>.</summary>
internal sealed class PushWorld : IAsyncDisposable
{
    private const string Token = "33333333333333333333333333333333";
    private readonly HttpClient http = new();
    private readonly string agreement;
    private readonly string providerKey;

    private PushWorld(CliNode node, Sink sink, string providerKey, string agreement)
    {
        (Node, Sink, this.providerKey, this.agreement) = (node, sink, providerKey, agreement);
        Provider = Connection.With(node.Address.AbsoluteUri, providerKey);
    }

    public CliNode Node { get; }

    public Sink Sink { get; }

    public NodeHttp Provider { get; }

    public static async Task<PushWorld> Start(byte[] content, string policy = """{"permission":[{"action":"use"}]}""", bool takesParts = true)
    {
        var (node, sink) = (await CliNode.Start("one"), await Sink.Start(takesParts));
        var admin = Connection.With(node.Address.AbsoluteUri, node.OperatorKey);
        var (_, provider, providerKey) = await Admit(admin, node.Address, "Provider");
        var (member, consumer, _) = await Admit(admin, node.Address, "Consumer");
        await admin.AdmitPeer(new PeerAdmission("urn:sink", member, sink.Address, Token, null), default);
        var terms = JsonDocument.Parse(policy).RootElement;
        var asset = await provider.Publish(new AssetPublication(null, "dataset", "readings", null, "CN", terms, 0), default);
        await provider.PutContent(asset.Id, new MemoryStream(content), null, default, "application/octet-stream");
        var asked = await consumer.RequestAgreement(new AgreementRequest(null, asset.Id, null), default);
        await provider.StepAgreement(asked.Id, "agree", default);
        await provider.StepAgreement(asked.Id, "sign", default);
        await consumer.StepAgreement(asked.Id, "sign", default);
        return new PushWorld(node, sink, providerKey, asked.Id.ToString());
    }

    /// <summary>A member with a key of all it does.</summary>
    public static async Task<(MemberId Member, NodeHttp Node, string Key)> Admit(NodeHttp admin, Uri node, string name)
    {
        var member = await admin.ApplyMember(new MemberApplication(null, name, name, "institute", "supporting", null, "CN", true), default);
        await admin.StepMember(member.Id, "admit", default);
        var key = await admin.MakeKey(new KeyRequest(member.Id, ["member-admin", "member-user"], "push", 30), default);
        return (member.Id, Connection.With(node.AbsoluteUri, key.Key), key.Key);
    }

    /// <summary>The node ends in the midst of what it does, and is started again on the same folder. The sink goes on.</summary>
    public async Task<PushWorld> Restart()
    {
        await Node.Stop();
        http.Dispose();
        return new PushWorld(await CliNode.Start("one", Node.Data), Sink, providerKey, agreement);
    }

    /// <summary>The consumer asks for the data; the answer's <c>consumerPid</c>.</summary>
    public async Task<string> Ask(string? purpose = null)
    {
        var (status, text, pid) = await Request($"{Sink.Address}/data", purpose);
        return status == HttpStatusCode.Created ? pid : throw new InvalidOperationException(text);
    }

    /// <summary>The same, wherever the data is wanted; null for nowhere.</summary>
    public async Task<(HttpStatusCode Status, string Text, string Pid)> Request(string? endpoint, string? purpose = null)
    {
        var pid = $"urn:uuid:{Guid.NewGuid():d}";
        var properties = new JsonArray(Property("authorization", "a-token"), Property("authType", "bearer"));
        if (purpose is not null)
        {
            properties.Add((JsonNode)Property("purpose", purpose));
        }

        var message = Kit.Message(
            "TransferRequestMessage", null, pid, ("agreementId", agreement), ("format", "HttpData-PUSH"), ("callbackAddress", Sink.Address),
            ("dataAddress", endpoint is null ? null : new JsonObject { ["@type"] = "DataAddress", ["endpointType"] = "https://w3id.org/idsa/v4.1/HTTP", ["endpoint"] = endpoint, ["endpointProperties"] = properties }));
        var (status, text) = await Post("dsp/transfers/request", message);
        return (status, text, pid);
    }

    /// <summary>The consumer sends a message of its transfer.</summary>
    public Task<(HttpStatusCode Status, string Text)> Say(string consumerPid, ProcessId process, string kind) =>
        Post($"dsp/transfers/urn:uuid:{process.Value:d}/{kind}", Kit.Message($"Transfer{char.ToUpperInvariant(kind[0])}{kind[1..]}Message", $"urn:uuid:{process.Value:d}", consumerPid));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Node.DisposeAsync();
        await Sink.DisposeAsync();
    }

    private static JsonObject Property(string name, string value) => new() { ["@type"] = "EndpointProperty", ["name"] = name, ["value"] = value };

    private async Task<(HttpStatusCode Status, string Text)> Post(string path, JsonObject message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Node.Address, path)) { Content = new StringContent(message.ToJsonString(), Encoding.UTF8, "application/json"), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", Token) } };
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
