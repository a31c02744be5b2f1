using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static KeyEcosystem.Cli.Tests.Conformance.Patience;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>Data that the provider sends: to another node of this product, and to a place that is none.</summary>
public sealed class PushTests
{
    /// <summary>More than a connection holds that nobody reads from.</summary>
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(24_000_000);

    [Fact]
    public async Task Data_that_is_sent_lies_at_the_consumers_node_until_it_is_discarded_and_is_metered_once()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, offer) = await nodes.Offer("readings", Content);
        var concluded = await nodes.Negotiate(asset, offer);
        var key = nodes.Consumer.Http.DefaultRequestHeaders.Authorization!.Parameter;

        var begun = await two.As(key, "transfers", "start", nodes.ProvidersPeer.ToString(), concluded.Agreement!, "--push", "--json");
        Assert.True(ProcessId.TryParse(begun.Text("id"), null, out var id));
        var done = await Until(() => nodes.Consumer.Process(id, default), p => p.State == "COMPLETED");
        Assert.Equal((Content.Length, Sha(Content)), (done.Received!.Length, done.Received.Sha256));
        Assert.DoesNotContain("authorization", done.DataAddress!.Value.GetRawText(), StringComparison.Ordinal);
        var provided = await Until(async () => await nodes.Provider.AllProcesses(default).FirstAsync(TestContext.Current.CancellationToken), p => p.State == "COMPLETED");
        Assert.DoesNotContain("authorization", provided.DataAddress!.Value.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((Content.Length, 1), await Metered(one));

        var file = Path.Combine(two.Folder, "fetched.bin");
        Assert.Equal(0, (await two.As(key, "transfers", "fetch", id.ToString(), "--out", file)).Code);
        Assert.Equal(Content, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Contains("is there already", (await two.As(key, "transfers", "fetch", id.ToString(), "--out", file)).Error, StringComparison.Ordinal);

        // A fetch that broke off goes on: what is there is not read again.
        await File.WriteAllBytesAsync(file + "2.part", Content[..1_000_000], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file + "2.use", $"{id} {id}", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await two.As(key, "transfers", "fetch", id.ToString(), "--out", file + "2")).Code);
        Assert.Equal(Content, await File.ReadAllBytesAsync(file + "2", TestContext.Current.CancellationToken));

        Assert.Null((await nodes.Consumer.DiscardProcessData(id, default)).Received);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(two.Data, "received"), "*", SearchOption.AllDirectories));
        var gone = await Assert.ThrowsAsync<NodeProblemException>(() => nodes.Consumer.ProcessData(id, 0, default));
        Assert.Equal("dataspace.received.unknown", gone.Code);
        var record = await two.Get<IDbContextFactory<NodeContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        await using (record)
        {
            var verbs = await record.Set<EvidenceRow>().Select(e => e.Verb).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal((1, 2, 1), (verbs.Count(v => v == "transfer.data.received"), verbs.Count(v => v == "transfer.data.read"), verbs.Count(v => v == "transfer.data.discarded")));
        }
    }

    [Fact]
    public async Task What_breaks_off_goes_on_from_there_and_is_one_use()
    {
        await using var world = await PushWorld.Start(Content);
        world.Sink.BreakAt = 1_000_000;

        await world.Ask();
        await Until(() => Task.FromResult(world.Sink.Messages), m => m.Any(x => x.Kind == "completion"));

        Assert.Equal(Content, world.Sink.Taken);
        Assert.Equal(2, world.Sink.Sendings.Count);
        Assert.All(world.Sink.Sendings, s => Assert.Equal(("PATCH", "Bearer a-token"), (s.Method, s.Token)));
        Assert.InRange(world.Sink.Sendings.Last().Offset, 1_000_000, Content.Length - 1);
        Assert.Equal((Content.Length, 1), await Metered(world.Node));
    }

    [Fact]
    public async Task A_place_that_takes_no_parts_is_sent_everything_at_once_and_again_from_the_start()
    {
        await using var world = await PushWorld.Start(Content, takesParts: false);
        world.Sink.BreakAt = 1_000_000;

        await world.Ask();
        await Until(() => Task.FromResult(world.Sink.Messages), m => m.Any(x => x.Kind == "completion"));

        Assert.Equal(Content, world.Sink.Taken);
        Assert.All(world.Sink.Sendings, s => Assert.Equal(("POST", 0), (s.Method, s.Offset)));
        Assert.Equal((Content.Length, 1), await Metered(world.Node));
    }

    [Fact]
    public async Task What_the_terms_do_not_permit_suspends_the_transfer_with_the_reason()
    {
        await using var world = await PushWorld.Start(Content, """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""");

        await world.Ask();
        var (_, reason) = (await Until(() => Task.FromResult(world.Sink.Messages), m => m.Any(x => x.Kind == "suspension"))).First(m => m.Kind == "suspension");
        Assert.Contains("purpose", reason, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(world.Sink.Taken);
        Assert.Equal((0, 0), await Metered(world.Node));

        await world.Ask("research");
        await Until(() => Task.FromResult(world.Sink.Messages), m => m.Any(x => x.Kind == "completion"));
        Assert.Equal(Content, world.Sink.Taken);
    }

    [Fact]
    public async Task A_place_that_refuses_suspends_the_transfer_with_its_words_and_started_again_the_data_comes()
    {
        await using var world = await PushWorld.Start(Content);
        world.Sink.Answers = 422;

        await world.Ask();
        var (_, reason) = (await Until(() => Task.FromResult(world.Sink.Messages), m => m.Any(x => x.Kind == "suspension"))).First(m => m.Kind == "suspension");
        Assert.Contains("the words of the place", reason, StringComparison.Ordinal);

        world.Sink.Answers = null;
        var process = await world.Provider.AllProcesses(default).FirstAsync(TestContext.Current.CancellationToken);
        await world.Provider.StepProcess(process.Id, new ProcessStep("start", null), default);
        await Until(() => Task.FromResult(world.Sink.Messages), m => m.Any(x => x.Kind == "completion"));
        Assert.Equal(Content, world.Sink.Taken);
        Assert.Equal((Content.Length, 1), await Metered(world.Node));
    }

    [Fact]
    public async Task A_place_that_is_away_is_tried_again_and_the_transfer_says_so()
    {
        await using var world = await PushWorld.Start(Content);
        world.Sink.Answers = 503;

        await world.Ask();
        var process = await Until(async () => await world.Provider.AllProcesses(default).FirstAsync(TestContext.Current.CancellationToken), p => p.Problem is not null);
        Assert.Contains("503", process.Problem, StringComparison.Ordinal);
        Assert.Equal("STARTED", process.State);

        world.Sink.Answers = null;
        await Until(() => Task.FromResult(world.Sink.Messages), m => m.Any(x => x.Kind == "completion"));
        Assert.Null((await world.Provider.Process(process.Id, default)).Problem);
        Assert.Equal(Content, world.Sink.Taken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_suspension_cuts_what_is_being_sent_and_the_rest_comes_when_it_is_started_again(bool byProvider)
    {
        await using var world = await PushWorld.Start(Content);
        world.Sink.HoldAt = 500_000;
        var pid = await world.Ask();
        await world.Sink.Full.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var process = await world.Provider.AllProcesses(default).FirstAsync(TestContext.Current.CancellationToken);

        if (byProvider)
        {
            await world.Provider.StepProcess(process.Id, new ProcessStep("suspension", "maintenance"), default);
        }
        else
        {
            Assert.Equal(HttpStatusCode.OK, (await world.Say(pid, process.Id, "suspension")).Status);
        }

        await Until(() => world.Provider.Process(process.Id, default), p => p.State == "SUSPENDED");
        Assert.True(world.Sink.Taken.Length < Content.Length);
        Assert.Single(world.Sink.Sendings);

        await world.Provider.StepProcess(process.Id, new ProcessStep("start", null), default);
        await Until(() => Task.FromResult(world.Sink.Messages), m => m.Any(x => x.Kind == "completion"));
        Assert.Equal(Content, world.Sink.Taken);
        Assert.Equal((Content.Length, 1), await Metered(world.Node));
    }

    [Fact]
    public async Task A_node_that_is_started_again_goes_on_sending()
    {
        var world = await PushWorld.Start(Content);
        world.Sink.HoldAt = 500_000;
        await world.Ask();
        await world.Sink.Full.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        await using var again = await world.Restart();
        await Until(() => Task.FromResult(again.Sink.Messages), m => m.Any(x => x.Kind == "completion"));

        Assert.Equal(Content, again.Sink.Taken);
        Assert.Equal((Content.Length, 1), await Metered(again.Node));
    }

    [Fact]
    public async Task Data_goes_nowhere_but_to_where_the_consumer_is_known_to_be()
    {
        await using var world = await PushWorld.Start(Content);
        await using var other = await Sink.Start();

        var elsewhere = await world.Request($"{other.Address}/data");
        Assert.Equal(HttpStatusCode.BadRequest, elsewhere.Status);
        Assert.Contains("dataAddress.endpoint", elsewhere.Text, StringComparison.Ordinal);
        var none = await world.Request(null);
        Assert.Equal(HttpStatusCode.BadRequest, none.Status);
        Assert.Contains("dataAddress", none.Text, StringComparison.Ordinal);
        Assert.Empty(other.Sendings);
        Assert.Empty(await world.Provider.AllProcesses(default).ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_node_takes_data_only_under_its_token_while_the_transfer_is_started_and_once()
    {
        await using var two = await CliNode.Start("two");
        await using var kit = await Kit.Start();
        var admin = Connection.With(two.Address.AbsoluteUri, two.OperatorKey);
        var (stands, _, _) = await PushWorld.Admit(admin, two.Address, "A provider that is no node");
        var (_, consumer, _) = await PushWorld.Admit(admin, two.Address, "Consumer");
        var peer = await admin.AdmitPeer(new PeerAdmission("urn:kit", stands, kit.Address, new string('1', 40), null), default);
        await Concluded(two, kit, consumer, peer.Id);

        var begun = await consumer.StartProcess(new ProcessRequest(peer.Id, "urn:agreement", "HttpData-PUSH") { Purpose = "research" }, default);
        var request = await kit.Request("urn:agreement", TimeSpan.FromSeconds(30));
        var address = request.Body["dataAddress"]!;
        Assert.Equal("HttpData-PUSH", (string?)request.Body["format"]);
        var properties = address["endpointProperties"]!.AsArray().ToDictionary(p => (string)p!["name"]!, p => (string)p!["value"]!);
        Assert.Equal(("PUT", "research", "bearer"), (properties["method"], properties["purpose"], properties["authType"]));
        var (url, token) = ((string)address["endpoint"]!, properties["authorization"]);

        Assert.Equal(HttpStatusCode.Forbidden, await Put(url, token, Content));
        await Until(() => consumer.Process(begun.Id, default), p => p.Possible.Contains("termination"));
        Assert.Equal(200, (await Send(two, kit, $"transfers/urn:uuid:{begun.Id.Value:d}/start", "TransferStartMessage", request.Pid, begun.Id.Value)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, await Put(url, token + "0", Content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await Put(url, token, Content, Sha([1])));
        Assert.Equal(HttpStatusCode.NoContent, await Put(url, token, Content, Sha(Content)));
        Assert.Equal(HttpStatusCode.NoContent, await Put(url, token, Content, Sha(Content)));
        Assert.Equal(HttpStatusCode.Conflict, await Put(url, token, [1, 2, 3]));
        Assert.Equal(Sha(Content), (await consumer.Process(begun.Id, default)).Received!.Sha256);
        Assert.Equal(200, (await Send(two, kit, $"transfers/urn:uuid:{begun.Id.Value:d}/completion", "TransferCompletionMessage", request.Pid, begun.Id.Value)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, await Put(url, token, Content, Sha(Content)));
    }

    /// <summary>The kit provides "urn:data" under "urn:agreement".</summary>
    private static async Task Concluded(CliNode node, Kit kit, NodeHttp consumer, PeerId peer)
    {
        var offer = JsonDocument.Parse("""{"@id":"urn:offer","permission":[{"action":"use"}]}""").RootElement;
        var asked = await consumer.Negotiate(new NegotiationRequest(peer, "urn:data", offer), default);
        var request = await kit.Request("urn:data", TimeSpan.FromSeconds(30));
        var agreement = JsonNode.Parse("""{"@id":"urn:agreement","@type":"Agreement","target":"urn:data","assigner":"urn:kit","assignee":"urn:two","timestamp":"2026-01-01T00:00:00Z","permission":[{"action":"use"}]}""");
        await Until(() => consumer.Negotiation(asked.Id, default), n => n.Possible.Contains("termination"));
        Assert.Equal(200, (await Send(node, kit, $"negotiations/urn:uuid:{asked.Id.Value:d}/agreement", "ContractAgreementMessage", request.Pid, asked.Id.Value, ("agreement", agreement))).Status);
        Assert.Equal("agreement/verification", (await kit.Next(request.Pid, TimeSpan.FromSeconds(30))).Path);
        Assert.Equal(200, (await Send(node, kit, $"negotiations/urn:uuid:{asked.Id.Value:d}/events", "ContractNegotiationEventMessage", request.Pid, asked.Id.Value, ("eventType", "FINALIZED"))).Status);
    }

    private static Task<(int Status, JsonObject? Body)> Send(CliNode node, Kit kit, string path, string type, string providerPid, Guid consumer, params ReadOnlySpan<(string Name, JsonNode? Value)> more) =>
        kit.Post($"{new Uri(node.Address, $"dsp/{path}")}", Kit.Message(type, providerPid, $"urn:uuid:{consumer:d}", more), new string('1', 40));

    private static async Task<HttpStatusCode> Put(string url, string token, byte[] content, string? sha256 = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = new ByteArrayContent(content), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token), ExpectContinue = true } };
        if (sha256 is not null)
        {
            request.Headers.Add("Content-SHA256", sha256);
        }

        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private static string Sha(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task<(long Bytes, long Calls)> Metered(CliNode node)
    {
        await using var db = await node.Get<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        var meters = await db.Set<MeterRow>().ToListAsync();
        return (meters.Where(m => m.Kind == "bytes").Sum(m => m.Quantity), meters.Where(m => m.Kind == "count").Sum(m => m.Quantity));
    }
}
