using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Reads catalogues of other connectors, as what this node is to them.</summary>
internal sealed class RemoteCatalogues(PeerConnections connections, PeerCredentials credentials)
{
    private const int SetsMax = 1000;

    /// <summary>A page; a cursor is the address that the page before named.</summary>
    public async Task<Result<RemoteCatalogueView>> Page(PeerRow peer, string? keyword, string? cursor, CancellationToken stop)
    {
        var url = new Uri($"{peer.Address}/catalog/request");
        if (cursor is not null)
        {
            // Nobody makes this node call others: a page of a catalogue stands where the catalogue does.
            if (!Uri.TryCreate(cursor, UriKind.Absolute, out var next) || next.Scheme != url.Scheme || next.Authority != url.Authority)
            {
                return Refusal.Field("cursor", "one that a page of this catalogue named", cursor);
            }

            url = next;
        }

        var body = MessageWrite.Of("CatalogRequestMessage", null, null, ("filter", keyword is null ? null : new JsonArray(new JsonObject { ["keyword"] = keyword })));
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(MessageWrite.Text(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        credentials.Sign(request, peer.Id);
        try
        {
            var client = await connections.Messages(peer.Id, stop);
            using var answer = await client.SendAsync(request, stop);
            var text = await answer.Content.ReadAsStringAsync(stop);
            return answer.IsSuccessStatusCode ? Named(peer, Read(peer, text, NextOf(answer))) : Away(peer, $"it answers {(int)answer.StatusCode}: {MessageSender.Words(text)}");
        }
        catch (Exception away) when (away is HttpRequestException or IOException or JsonException || (away is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return Away(peer, away.Message);
        }
    }

    /// <summary>Agreements name the parties: one that was admitted under another name than its own is not who they say.</summary>
    private static Result<RemoteCatalogueView> Named(PeerRow peer, RemoteCatalogueView page) => page.Participant == peer.Participant ? page : new Refusal(
        "dataspace.peer.name",
        "The connector calls itself otherwise than it was admitted.",
        $"{peer.Address} calls itself \"{page.Participant}\"; it is admitted here as \"{peer.Participant}\". The operator admits it by its own name.");

    private static RemoteCatalogueView Read(PeerRow peer, string text, string? next)
    {
        using var parsed = JsonDocument.Parse(text);
        var root = parsed.RootElement;
        var sets = Items(root, "dataset").Take(SetsMax).Where(s => s.ValueKind == JsonValueKind.Object).Select(s => new RemoteDatasetView(
            Text(s, "@id") ?? "",
            Text(s, "dct:title") ?? Text(s, "title"),
            [.. Items(s, "distribution").Select(d => Text(d, "format")).OfType<string>().Distinct(StringComparer.Ordinal)],
            [.. Items(s, "hasPolicy").Select(p => p.Clone())])
        {
            Standing = s.TryGetProperty(ProtocolWords.Standing, out _) ? [.. Items(s, ProtocolWords.Standing).Where(o => o.ValueKind == JsonValueKind.String).Select(o => o.GetString()!)] : null,
        });
        return new RemoteCatalogueView(Text(root, "participantId") ?? peer.Participant, [.. sets], next);
    }

    private static JsonElement[] Items(JsonElement of, string name) =>
        of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out var items) ? [] : items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [items];

    private static string? Text(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The address that a Link header names as the next.</summary>
    private static string? NextOf(HttpResponseMessage answer) => !answer.Headers.TryGetValues("Link", out var links) ? null
        : links.SelectMany(l => l.Split(',')).Select(l => l.Split(';', StringSplitOptions.TrimEntries)).Where(l => l.Length > 1 && l[1..].Any(p => p is "rel=\"next\"" or "rel=next")).Select(l => l[0].Trim('<', '>', ' ')).FirstOrDefault();

    private static Refusal Away(PeerRow peer, string why) => new("dataspace.peer.away", "The other connector does not answer.", $"{peer.Participant} at {peer.Address}: {why}");
}
