using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Inbox;
using KeyEcosystem.Kernel;
using Xunit;
using static KeyEcosystem.Cli.Tests.Conformance.Patience;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>Two nodes of this product, by the protocol alone.</summary>
public sealed class TwoNodesTests
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("time,kwh\n2026-01-01T00:00:00Z,20\n");

    [Fact]
    public async Task A_data_set_is_negotiated_fetched_and_metered_and_its_token_opens_nothing_when_the_transfer_is_over()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, offer) = await nodes.Offer("电表读数 readings", Content);

        var concluded = await nodes.Negotiate(asset, offer);
        Assert.Equal(("FINALIZED", null), (concluded.State, concluded.Problem));
        var signed = Assert.Single((await nodes.Provider.Agreements("signed", "provider", asset.Id, null, 10, default)).Items);
        Assert.Equal(concluded.Agreement, signed.Id.ToString());

        var begun = await nodes.Consumer.StartProcess(new ProcessRequest(nodes.ProvidersPeer, concluded.Agreement!, "HttpData-PULL"), default);
        var started = await nodes.Consumer.Process(begun.Id, default, 20);
        Assert.Equal("STARTED", started.State);
        Assert.Equal((HttpStatusCode.OK, Encoding.UTF8.GetString(Content)), await Fetch(started.DataAddress!.Value));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Fetch(started.DataAddress!.Value, "forged")).Status);

        // Suspended by the provider, nothing opens; when the consumer goes on, its token does; when it is over, nothing does.
        var provided = await nodes.Provider.AllProcesses(default).FirstAsync(TestContext.Current.CancellationToken);
        await nodes.Provider.StepProcess(provided.Id, new ProcessStep("suspension", "maintenance"), default);
        Assert.Equal(HttpStatusCode.Forbidden, (await Fetch(started.DataAddress!.Value)).Status);
        var suspended = await Until(() => nodes.Consumer.Process(begun.Id, default), p => p.State == "SUSPENDED");
        Assert.Equal("maintenance", suspended.Problem);
        await nodes.Consumer.StepProcess(begun.Id, new ProcessStep("start", null), default);
        var again = await Until(() => nodes.Provider.Process(provided.Id, default), p => p.State == "STARTED");
        Assert.Equal(HttpStatusCode.OK, (await Fetch(started.DataAddress!.Value)).Status);

        await nodes.Consumer.StepProcess(begun.Id, new ProcessStep("completion", null), default);
        await Until(() => nodes.Provider.Process(provided.Id, default), p => p.State == "COMPLETED");
        Assert.Empty((await nodes.Provider.Process(provided.Id, default)).Possible);
        Assert.Equal(HttpStatusCode.Forbidden, (await Fetch(started.DataAddress!.Value)).Status);
        Assert.Equal("STARTED", again.State);
    }

    [Fact]
    public async Task An_offer_that_is_no_standing_one_waits_for_a_person_and_a_counter_offer_is_answered_with_the_providers_own()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, offer) = await nodes.Offer("readings", Content);
        var other = JsonSerializer.SerializeToElement(JsonDocument.Parse($$"""{"@id":"{{offer.Id}}","permission":[{"action":"read"}]}""").RootElement);

        var asked = await nodes.Consumer.Negotiate(new NegotiationRequest(nodes.ProvidersPeer, asset.Id.ToString(), other), default);
        var waits = await Until(async () => await nodes.Provider.AllNegotiations(default).FirstOrDefaultAsync(TestContext.Current.CancellationToken), n => n is not null);
        Assert.Equal(("REQUESTED", "consumer"), (waits!.State, waits.OfferedBy));
        await Until(() => nodes.Consumer.Negotiation(asked.Id, default), n => n.Possible.Count > 0);
        var request = Assert.Single(await Waiting(nodes.Provider));
        Assert.Equal(("negotiation.request", waits.Id.ToString(), "The other node asks through its connector to use \"readings\" on other terms than before: You may use it, and 1 more"), (request.Kind, request.Subject, request.TitleEn));
        Assert.Equal(["gone", "new"], waits.Changes!.Select(c => c.Kind));
        Assert.Equal("reason", (await Assert.ThrowsAsync<NodeProblemException>(() => nodes.Provider.StepNegotiation(waits.Id, new NegotiationStep("offer", null, "more"), default))).Facts!["field"]);
        Assert.Equal(["agreement", "offer", "termination"], request.Steps.Order());
        Assert.Empty(await Waiting(nodes.Consumer));

        await nodes.Provider.StepNegotiation(waits.Id, new NegotiationStep("offer", JsonSerializer.SerializeToElement(JsonDocument.Parse($$"""{"@id":"{{offer.Id}}","permission":[{"action":"use"}]}""").RootElement), null), default);
        var offered = await Until(() => nodes.Consumer.Negotiation(asked.Id, default), n => n.State == "OFFERED");
        Assert.Equal(["accept", "request", "termination"], offered.Possible.Order());
        var made = Assert.Single(await Waiting(nodes.Consumer));
        Assert.Equal(("negotiation.offer", asked.Id.ToString(), $"The first node 经连接器就“{asset.Id}”提出要约（条款与此前不同：允许读取，另有 1 处），等待答复"), (made.Kind, made.Subject, made.TitleZh));
        Assert.Empty(await Waiting(nodes.Provider));
        await nodes.Consumer.StepNegotiation(asked.Id, new NegotiationStep("accept", null, null), default);

        Assert.Equal("FINALIZED", (await nodes.Consumer.Negotiation(asked.Id, default, 20)).State);
        Assert.Empty(await Waiting(nodes.Consumer));

        // What is in force with another node is not changed by a proposal that nobody there would see.
        var agreement = (await nodes.Provider.Agreements(default)).Single();
        Assert.Equal((nodes.ConsumersPeer, false), (agreement.Connector, (await nodes.Provider.Agreement(agreement.Id, default)).Steps.Contains("amend")));
        Assert.Equal("dataspace.agreement.connector", (await Assert.ThrowsAsync<NodeProblemException>(() => nodes.Provider.AmendAgreement(agreement.Id, new AgreementProposal(other), default))).Code);
    }

    [Fact]
    public async Task While_the_other_node_is_down_it_is_told_that_the_message_is_not_delivered_and_why()
    {
        await using var two = await CliNode.Start("two");
        TwoNodes nodes;
        AssetView asset;
        OfferView offer;
        await using (var one = await CliNode.Start("one"))
        {
            nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
            (asset, offer) = await nodes.Offer("readings", Content);
        }

        var asked = await nodes.Consumer.Negotiate(new NegotiationRequest(nodes.ProvidersPeer, asset.Id.ToString(), JsonDocument.Parse($$"""{"@id":"{{offer.Id}}","permission":[{"action":"use"}]}""").RootElement), default);
        var waits = await Until(() => nodes.Consumer.Negotiation(asked.Id, default), n => n.Undelivered is not null);

        Assert.Equal(("REQUESTED", null), (waits.State, waits.Problem));
        Assert.Contains("127.0.0.1", waits.Undelivered!.Reason, StringComparison.Ordinal);
        Assert.Equal(asked.CreatedAt, waits.Undelivered.Since, TimeSpan.FromSeconds(5));
        var said = await two.As(nodes.Consumer.Http.DefaultRequestHeaders.Authorization!.Parameter, "negotiations", "show", asked.Id.ToString());
        Assert.Matches("not delivered 未送达 *yet, since .*127.0.0.1.* It is tried again. 将继续重试。", said.Out);
    }

    [Fact]
    public async Task What_the_other_side_refuses_is_told_with_its_words_and_nobody_unknown_is_let_in()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var nothing = JsonSerializer.SerializeToElement(JsonDocument.Parse("""{"@id":"off_00000000000000000000000000000000","permission":[{"action":"use"}]}""").RootElement);

        var asked = await nodes.Consumer.Negotiate(new NegotiationRequest(nodes.ProvidersPeer, "ast_none", nothing), default);
        var ended = await nodes.Consumer.Negotiation(asked.Id, default, 20);

        Assert.Equal("TERMINATED", ended.State);
        Assert.Contains("No offer has the id", ended.Problem, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var unknown = await http.PostAsync(new Uri(one.Address, "dsp/catalog/request"), new StringContent("""{"@context":["https://w3id.org/dspace/2025/1/context.jsonld"],"@type":"CatalogRequestMessage"}""", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Contains("CatalogError", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transfer_gives_what_its_own_agreement_gives_and_ends_with_it()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, all) = await nodes.Offer("readings", Content);
        var some = await nodes.Stands(asset, """{"permission":[{"action":"read","constraint":[{"leftOperand":"column","operator":"isAnyOf","rightOperand":["kwh"]}]}]}""");
        var (whole, part) = (await nodes.Negotiate(asset, all), await nodes.Negotiate(asset, some));
        Assert.Equal(("FINALIZED", "FINALIZED"), (whole.State, part.State));

        var begun = await nodes.Consumer.StartProcess(new ProcessRequest(nodes.ProvidersPeer, part.Agreement!, "HttpData-PULL"), default);
        var started = await nodes.Consumer.Process(begun.Id, default, 20);
        Assert.Equal((HttpStatusCode.OK, "kwh\n20\n"), await Fetch(started.DataAddress!.Value));

        Assert.True(AgreementId.TryParse(part.Agreement, null, out var agreement));
        await nodes.Provider.StepAgreement(agreement, "terminate", default);
        var ended = await Until(() => nodes.Consumer.Process(begun.Id, default), p => p.State == "TERMINATED");
        Assert.Contains("agreement has ended", ended.Problem, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await Fetch(started.DataAddress!.Value)).Status);
    }

    [Fact]
    public async Task Of_limited_agreements_under_a_standing_offer_one_stands_at_a_time()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, _) = await nodes.Offer("readings", Content);
        var limited = await nodes.Stands(asset, """{"permission":[{"action":"read","constraint":[{"leftOperand":"rows","operator":"lteq","rightOperand":1}]}]}""");

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => nodes.Negotiate(asset, limited)));
        var finalized = Assert.Single(made, n => n.State == "FINALIZED");
        Assert.All(made.Where(n => n != finalized), n => Assert.True(n.State == "TERMINATED" && n.Problem!.Contains(finalized.Agreement!, StringComparison.Ordinal), $"{n.State} {n.Problem}"));

        // When it has ended another one may be made.
        Assert.True(AgreementId.TryParse(finalized.Agreement, null, out var agreement));
        await nodes.Provider.StepAgreement(agreement, "terminate", default);
        Assert.Equal("FINALIZED", (await nodes.Negotiate(asset, limited)).State);
    }

    [Fact]
    public async Task What_was_accepted_and_can_not_be_agreed_on_says_why_and_waits_for_the_provider()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, _) = await nodes.Offer("readings", Content);
        const string Limits = """{"permission":[{"action":"read","constraint":[{"leftOperand":"rows","operator":"lteq","rightOperand":1}]}]}""";
        var limited = await nodes.Stands(asset, Limits);
        var standing = await nodes.Negotiate(asset, limited);
        var other = JsonDocument.Parse($$"""{"@id":"{{limited.Id}}","permission":[{"action":"read"}]}""").RootElement;
        var asked = await nodes.Consumer.Negotiate(new NegotiationRequest(nodes.ProvidersPeer, asset.Id.ToString(), other), default);
        var request = await Until(async () => await nodes.Provider.AllNegotiations(default).FirstOrDefaultAsync(n => n.State == "REQUESTED", TestContext.Current.CancellationToken), n => n is not null);

        await nodes.Provider.StepNegotiation(request!.Id, new NegotiationStep("offer", JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["@id"] = limited.Id.ToString(), ["permission"] = JsonDocument.Parse(Limits).RootElement.GetProperty("permission") }), null), default);
        await Until(() => nodes.Consumer.Negotiation(asked.Id, default), n => n.State == "OFFERED");
        await nodes.Consumer.StepNegotiation(asked.Id, new NegotiationStep("accept", null, null), default);

        var hindered = await Until(() => nodes.Provider.Negotiation(request.Id, default), n => n.Problem is not null);
        Assert.Equal("ACCEPTED", hindered.State);
        Assert.Contains(standing.Agreement!, hindered.Problem, StringComparison.Ordinal);
        var waits = Assert.Single(await Waiting(nodes.Provider));
        Assert.Contains("does not go on", waits.TitleEn, StringComparison.Ordinal);
        Assert.True(AgreementId.TryParse(standing.Agreement, null, out var agreement));
        await nodes.Provider.StepAgreement(agreement, "terminate", default);
        await nodes.Provider.StepNegotiation(request.Id, new NegotiationStep("agreement", null, null), default);
        Assert.Equal("FINALIZED", (await nodes.Consumer.Negotiation(asked.Id, default, 20)).State);
        Assert.Empty(await Waiting(nodes.Provider));
    }

    [Fact]
    public async Task A_standing_offer_that_its_asker_could_never_use_is_not_agreed_on()
    {
        await using var one = await CliNode.Start("one");
        await using var two = await CliNode.Start("two");
        var nodes = await TwoNodes.Introduce(one.Address, one.OperatorKey, two.Address, two.OperatorKey);
        var (asset, _) = await nodes.Offer("readings", Content);
        var others = await nodes.Stands(asset, """{"permission":[{"action":"use","constraint":[{"leftOperand":"recipient","operator":"eq","rightOperand":"mbr_00000000000000000000000000000001"}]}]}""");

        var asked = await nodes.Negotiate(asset, others);

        Assert.Equal("TERMINATED", asked.State);
        Assert.Contains("could not be used", asked.Problem, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<InboxItemView>> Waiting(NodeHttp of) => await of.AllInbox(default).ToListAsync(TestContext.Current.CancellationToken);

    private static async Task<(HttpStatusCode Status, string Text)> Fetch(JsonElement address, string? token = null)
    {
        var known = address.GetProperty("endpointProperties").EnumerateArray().First(p => p.GetProperty("name").GetString() == "authorization").GetProperty("value").GetString()!;
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address.GetProperty("endpoint").GetString()) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token ?? known) } };
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
