using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>Plays one case: who sends what, in order, what must be refused, and how it stands at the end.</summary>
/// <param name="kit">The other side.</param>
/// <param name="root">Address of the node under test.</param>
/// <param name="id">Id of the case, such as <c>CN_C:01-02</c>.</param>
/// <param name="steps">Its steps, such as <c>T request</c>, <c>S offer</c>, <c>T verify (4xx)</c>.</param>
/// <param name="end">The state at the end.</param>
internal sealed class CasePlay(Kit kit, Uri root, string id, IReadOnlyList<string> steps, string end)
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(20);
    private readonly bool transfer = id.StartsWith("TP", StringComparison.Ordinal);
    private readonly bool asConsumer = id.Contains("_C", StringComparison.Ordinal);
    private string own = "";
    private string theirs = "";
    private string address = "";

    /// <summary>The data set or agreement of the case.</summary>
    private string Thing => $"A{id.Split(':')[0].Replace("_C", "C", StringComparison.Ordinal)}{id.Split(':')[1].Replace("-", "", StringComparison.Ordinal)}";

    private string Offer => $"CD123:{Thing}:456";

    private string Kind => transfer ? "transfers" : "negotiations";

    private string Base => new Uri(root, "dsp").AbsoluteUri;

    public async Task Play()
    {
        foreach (var step in steps)
        {
            var refused = step.Contains("4xx", StringComparison.Ordinal);
            var words = step.Split(' ');
            switch (words[0])
            {
                case "signal":
                    await Signal();
                    break;
                case "T":
                    await Send(words[1], refused);
                    break;
                default:
                    await Expect(words[1]);
                    break;
            }
        }

        var last = end.Split(' ')[^1];
        for (var i = 0; ; i++)
        {
            var (status, state) = await kit.Get($"{address}/{Kind}/{Uri.EscapeDataString(theirs)}");
            Must(status == 200 && (string?)state?["@type"] == (transfer ? "TransferProcess" : "ContractNegotiation"), $"GET answers {status} {state}");
            if ((string?)state!["state"] == last)
            {
                Must((string?)state[asConsumer ? "providerPid" : "consumerPid"] == own && (string?)state[asConsumer ? "consumerPid" : "providerPid"] == theirs, $"the pids are {state}");
                return;
            }

            Must(i < 40, $"it is {state["state"]} and not {last}");
            await Task.Delay(50);
        }
    }

    private async Task Signal()
    {
        using var http = new HttpClient();
        var signal = transfer
            ? new JsonObject { ["agreementId"] = Thing, ["format"] = "HttpData-PULL", ["providerId"] = "TCK_PARTICIPANT", ["connectorAddress"] = kit.Address }
            : new JsonObject { ["datasetId"] = Thing, ["offerId"] = Offer, ["providerId"] = "TCK_PARTICIPANT", ["connectorAddress"] = kit.Address };
        using var answer = await http.PostAsJsonAsync(new Uri(root, $"initiate/{Kind}"), signal);
        Must(answer.IsSuccessStatusCode, $"the signal is answered {answer.StatusCode}");
    }

    /// <summary>The node sends: what it says must be what the protocol wants of such a message.</summary>
    private async Task Expect(string message)
    {
        if (message == "request")
        {
            var came = await kit.Request(Thing, Wait);
            own = came.Pid;
            theirs = (string)came.Body["consumerPid"]!;
            address = ((string)came.Body["callbackAddress"]!).TrimEnd('/');
            Must((string?)came.Body["@type"] == (transfer ? "TransferRequestMessage" : "ContractRequestMessage") && came.Body["providerPid"] is null, $"the request is {came.Body}");
            return;
        }

        var next = await kit.Next(own, Wait);
        var (type, path, eventType) = Of(message);
        Must((string?)next.Body["@type"] == type && next.Path == path, $"{next.Path} {next.Body["@type"]} came and not {path} {type}");
        Must((string?)next.Body["eventType"] == eventType, $"the event is {next.Body["eventType"]}");
        Must(next.Body["@context"]!.AsArray().Any(c => (string?)c == Kit.Context), "the context is not named");
        Must((string?)next.Body["providerPid"] == (asConsumer ? own : theirs) && (string?)next.Body["consumerPid"] == (asConsumer ? theirs : own), $"the pids are {next.Body}");
        if (message == "agreement")
        {
            var agreement = next.Body["agreement"]!;
            Must((string?)agreement["target"] == Thing && agreement["timestamp"] is not null && agreement["assigner"] is not null && (string?)agreement["assignee"] == "TCK_PARTICIPANT" && agreement["permission"]!.AsArray().Count > 0, $"the agreement is {agreement}");
        }

        if (message is "offer" or "counter-offer")
        {
            Must((string?)next.Body["offer"]!["target"] == Thing, $"the offer is {next.Body["offer"]}");
        }

        if (message == "start" && !asConsumer)
        {
            Must((string?)next.Body["dataAddress"]?["endpoint"] is { Length: > 0 }, $"the start is {next.Body}");
        }
    }

    private async Task Send(string message, bool refused)
    {
        if (message == "request")
        {
            own = kit.NewPid();
            address = Base;
            var request = transfer
                ? Kit.Message("TransferRequestMessage", null, own, ("agreementId", Thing), ("format", "HttpData-PULL"), ("callbackAddress", kit.Address))
                : Kit.Message("ContractRequestMessage", null, own, ("offer", Terms("Offer", Offer)), ("callbackAddress", kit.Address));
            var (status, answer) = await kit.Post($"{Base}/{Kind}/request", request);
            Must(status == 201 && (string?)answer?["state"] == "REQUESTED" && (string?)answer["consumerPid"] == own, $"the request is answered {status} {answer}");
            theirs = (string)answer!["providerPid"]!;
            return;
        }

        var (type, path, eventType) = Of(message);
        var (provider, consumer) = asConsumer ? (own, theirs) : (theirs, own);
        var body = message switch
        {
            "offer" or "counter-offer" => Kit.Message(type, provider, consumer, ("offer", Terms("Offer", Offer))),
            "agreement" => Kit.Message(type, provider, consumer, ("agreement", Agreement())),
            "terminate" => Kit.Message(type, provider, consumer, ("code", "1"), ("reason", new JsonArray("the case says so"))),
            "suspend" => Kit.Message(type, provider, consumer, ("reason", new JsonArray("the case says so"))),
            "start" when asConsumer => Kit.Message(type, provider, consumer, ("dataAddress", new JsonObject { ["@type"] = "DataAddress", ["endpointType"] = "https://w3id.org/idsa/v4.1/HTTP", ["endpoint"] = "http://example.com" })),
            _ => Kit.Message(type, provider, consumer, ("eventType", eventType)),
        };
        var (code, said) = await kit.Post($"{address}/{Kind}/{Uri.EscapeDataString(theirs)}/{path}", body);
        if (refused)
        {
            Must(code == 400 && (string?)said?["@type"] == (transfer ? "TransferError" : "ContractNegotiationError") && said["reason"]!.AsArray().Count > 0, $"{message} is answered {code} {said} and not refused");
        }
        else
        {
            Must(code == 200, $"{message} is answered {code} {said}");
        }
    }

    private JsonObject Terms(string type, string name) => new() { ["@type"] = type, ["@id"] = name, ["target"] = Thing, ["permission"] = new JsonArray(new JsonObject { ["action"] = "use", ["constraint"] = new JsonArray() }) };

    private JsonObject Agreement()
    {
        var agreement = Terms("Agreement", $"urn:uuid:{Guid.NewGuid()}");
        agreement["assigner"] = "TCK_PARTICIPANT";
        agreement["assignee"] = "CONNECTOR_UNDER_TEST";
        agreement["timestamp"] = "2026-01-01T00:00:00Z";
        return agreement;
    }

    private (string Type, string Path, string? Event) Of(string message) => (transfer, message) switch
    {
        (true, "start") => ("TransferStartMessage", "start", null),
        (true, "suspend") => ("TransferSuspensionMessage", "suspension", null),
        (true, "complete") => ("TransferCompletionMessage", "completion", null),
        (true, _) => ("TransferTerminationMessage", "termination", null),
        (_, "offer") => ("ContractOfferMessage", "offers", null),
        (_, "counter-offer") => ("ContractRequestMessage", "request", null),
        (_, "accept") => ("ContractNegotiationEventMessage", "events", "ACCEPTED"),
        (_, "finalize") => ("ContractNegotiationEventMessage", "events", "FINALIZED"),
        (_, "agreement") => ("ContractAgreementMessage", "agreement", null),
        (_, "verify") => ("ContractAgreementVerificationMessage", "agreement/verification", null),
        _ => ("ContractNegotiationTerminationMessage", "termination", null),
    };

    private void Must(bool holds, string words)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"{id}: {words}");
        }
    }
}
