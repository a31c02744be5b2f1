using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;

namespace KeyEcosystem.Bench;

/// <summary>The catalogue of a node in a process of its own, as another connector reads it by the Dataspace Protocol: the first page, a keyword, and all of it by following the links.</summary>
internal static class CrawlBench
{
    private const int Looks = 200;
    private const int Callers = 32;

    /// <param name="keyeco">The command, built or published.</param>
    /// <param name="sets">How many data sets, each with an offer of its own.</param>
    public static async Task Run(string keyeco, int sets)
    {
        await using var pair = await BenchPair.Start(keyeco);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, sets, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (i, _) =>
            await NegotiationBench.Again(() => pair.Provider.Publish(new AssetPublication(null, "dataset", Title(i), i % 3 == 0 ? "D" : "C", "CN", NegotiationBench.Everybody, 0), default)));
        Console.WriteLine($"published {sets:N0} data sets through the API: {sets / Stopwatch.GetElapsedTime(began).TotalSeconds:N0}/s");
        using var http = new HttpClient { BaseAddress = new Uri(pair.ProtocolUrl) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", BenchPair.TokenOfConsumer);

        await Look(http, "first page of 100", _ => null);
        await Look(http, "keyword that two hundred have", i => $"series{i % (sets / 200)}");
        await Look(http, "keyword that one has", i => $"meter{i * 31 % sets} ");

        var found = new HashSet<string>(StringComparer.Ordinal);
        var (pages, doubled, bytes) = (0, 0, 0L);
        began = Stopwatch.GetTimestamp();
        for (var url = $"{pair.ProtocolUrl}/catalog/request"; url is not null; pages++)
        {
            var (catalog, next, length) = await Page(http, url, null);
            foreach (var set in catalog.GetProperty("dataset").EnumerateArray())
            {
                doubled += found.Add(set.GetProperty("@id").GetString()!) ? 0 : 1;
            }

            (url, bytes) = (next, bytes + length);
        }

        Console.WriteLine($"crawl: {found.Count:N0} of {sets:N0} data sets, {doubled} twice, {pages:N0} pages, {bytes >> 20:N0} MiB, {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
    }

    private static string Title(int i) => $"Load of meter{i} in series{i / 200}";

    private static async Task Look(HttpClient http, string what, Func<int, string?> keyword)
    {
        var times = new double[Looks];
        var found = 0;
        for (var i = -20; i < Looks; i++)
        {
            var at = Stopwatch.GetTimestamp();
            var (catalog, _, _) = await Page(http, $"{http.BaseAddress}/catalog/request", keyword(Math.Abs(i)));
            found = catalog.TryGetProperty("dataset", out var sets) ? sets.GetArrayLength() : 0;
            if (i >= 0)
            {
                times[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
            }
        }

        Array.Sort(times);
        Console.WriteLine($"{what}: p50 {times[Looks / 2]:0.0} ms, p95 {times[Looks * 95 / 100]:0.0} ms ({found} data sets)");
    }

    private static async Task<(JsonElement Catalog, string? Next, long Bytes)> Page(HttpClient http, string url, string? keyword)
    {
        var message = new Dictionary<string, object> { ["@context"] = new[] { "https://w3id.org/dspace/2025/1/context.jsonld" }, ["@type"] = "CatalogRequestMessage" };
        if (keyword is not null)
        {
            message["filter"] = new[] { new Dictionary<string, string> { ["keyword"] = keyword } };
        }

        using var answer = await http.PostAsJsonAsync(url, message);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        var link = answer.Headers.TryGetValues("Link", out var links) ? links.SelectMany(l => l.Split(", ")).FirstOrDefault(l => l.EndsWith("rel=\"next\"", StringComparison.Ordinal)) : null;
        return (JsonSerializer.Deserialize<JsonElement>(body), link?[1..link.IndexOf('>', StringComparison.Ordinal)], body.Length);
    }
}
