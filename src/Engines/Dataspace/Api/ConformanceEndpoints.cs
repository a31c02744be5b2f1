using System.Text.Json;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>Conformance mode alone has these: signals by which a test kit lets this node begin as the consumer.</summary>
internal static class ConformanceEndpoints
{
    private static readonly JsonElement Everything = JsonDocument.Parse("""[{"action":"use"}]""").RootElement;

    public static void Map(IEndpointRouteBuilder routes, ConformanceScript script)
    {
        var group = routes.MapGroup("/initiate").AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();
        group.MapPost("/negotiations", async (HttpContext http, ProtocolReads reads, ProtocolAddress own, Negotiations negotiations, CancellationToken stop) =>
        {
            var signal = await Signal(http, "datasetId", "offerId", "connectorAddress");
            if (!signal.IsOk)
            {
                return Problems.Of(signal.Refusal);
            }

            var offer = OfferedTerms.Of(JsonSerializer.SerializeToElement(new Dictionary<string, object>(StringComparer.Ordinal) { ["@id"] = signal.Value["offerId"], ["permission"] = Everything }), "offer");
            return offer.IsOk
                ? Done(await negotiations.Ask(await Counterparty(reads, script, stop), signal.Value["datasetId"], offer.Value, signal.Value["connectorAddress"], null, Self(own), stop))
                : Problems.Of(offer.Refusal);
        });
        group.MapPost("/transfers", async (HttpContext http, ProtocolReads reads, ProtocolAddress own, TransferProcesses processes, CancellationToken stop) =>
        {
            var signal = await Signal(http, "agreementId", "connectorAddress");
            return signal.IsOk
                ? Done(await processes.Ask(await Counterparty(reads, script, stop), signal.Value["agreementId"], signal.Value.GetValueOrDefault("format", ProtocolWords.Pull), signal.Value["connectorAddress"], null, null, Self(own), stop))
                : Problems.Of(signal.Refusal);
        });
    }

    private static IResult Done<T>(Result<T> done) => done.IsOk ? Results.Ok() : Problems.Of(done.Refusal);

    private static Caller Self(ProtocolAddress own) => new("conformance", own.Member, [NodeRoles.MemberAdmin]);

    private static async Task<PeerRow> Counterparty(ProtocolReads reads, ConformanceScript script, CancellationToken stop) => (await reads.Peers(stop)).First(p => p.Participant == script.Counterparty);

    private static async Task<Result<Dictionary<string, string>>> Signal(HttpContext http, params string[] needed)
    {
        try
        {
            using var parsed = await JsonDocument.ParseAsync(http.Request.Body, default, http.RequestAborted);
            var texts = parsed.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
            return needed.FirstOrDefault(n => !texts.ContainsKey(n)) is { } missing ? Refusal.Field(missing, "given", null) : texts;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            return Refusal.Field("$", "a JSON object", null);
        }
    }
}
