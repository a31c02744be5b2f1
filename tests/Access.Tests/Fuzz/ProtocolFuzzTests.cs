using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace KeyEcosystem.Access.Tests.Fuzz;

/// <summary>Malformed messages of the Dataspace Protocol from a connector that is admitted: each refusal is an error of the protocol that gives a reason, and none is a failure of the node.</summary>
/// <remarks>KEYECO_FUZZ_CASES and KEYECO_FUZZ_SEED as in <see cref="FuzzTests"/>: 10,000 are sent before a release.</remarks>
public sealed class ProtocolFuzzTests(ITestOutputHelper output)
{
    private const int AtOnce = 8;
    private static readonly string[] Insides = ["System.", "Microsoft.", "KeyEcosystem.", "Exception", "   at ", ".cs:", "/tmp/", "SQLite", "DbContext"];

    [Fact]
    public async Task Malformed_messages_are_answered_in_the_protocols_words()
    {
        var cases = int.TryParse(Environment.GetEnvironmentVariable("KEYECO_FUZZ_CASES"), out var wanted) ? wanted : TestStores.OnPostgres ? 500 : 2_000;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("KEYECO_FUZZ_SEED"), out var given) ? given : 1;
        await using var world = await World.Start();
        var messages = new FuzzedMessages(world, await world.Fuzzer());
        var watch = Stopwatch.StartNew();

        var (findings, statuses) = await Run(world, messages, seed, cases);

        output.WriteLine($"seed {seed}: {cases} messages in {watch.Elapsed.TotalSeconds:f1} s; answers {string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}"))}; {findings.Count} findings");
        Assert.True(findings.Count == 0, $"seed {seed}\n" + string.Join('\n', findings.Order(StringComparer.Ordinal).Take(40)));
        Assert.True(statuses.GetValueOrDefault(400) > cases / 4, "Most of them must have been malformed.");
    }

    /// <summary>The good messages are good: else the fuzzer knocks at shut doors only.</summary>
    [Fact]
    public async Task Messages_that_are_not_malformed_are_taken()
    {
        await using var world = await World.Start();
        var messages = new FuzzedMessages(world, await world.Fuzzer());

        for (var i = 0; i < messages.Kinds; i++)
        {
            var (door, call) = await messages.Next(i);
            using var request = new HttpRequestMessage(new HttpMethod(door.Method), call.Path) { Content = call.Content() };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FuzzedMessages.Token);
            using var answer = await world.Http.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, $"{door.Name} {call.Json}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Who_is_not_known_is_counted_by_address_and_of_him_nothing_is_read()
    {
        await using var world = await World.Start(doors: new DoorOptions { AddressPerMinuteMax = 20, CredentialPerMinuteMax = 10_000 });
        await world.Fuzzer();
        HttpResponseMessage answer;
        var tries = 0;
        do
        {
            answer = await world.Http.PostAsync("dsp/negotiations/request", new StringContent("no JSON", Encoding.UTF8, "application/json"));
        }
        while (answer.StatusCode == HttpStatusCode.Unauthorized && tries++ < 30);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("address.too-many", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var known = new HttpRequestMessage(HttpMethod.Get, "dsp/catalog/request");
        known.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FuzzedMessages.Token);
        Assert.Equal(HttpStatusCode.OK, (await world.Http.SendAsync(known)).StatusCode);
    }

    [Theory]
    [InlineData("dsp/planted", "False")]
    [InlineData("planted/v1/own", "True")]
    public async Task Tokens_of_other_connectors_are_not_tried_as_the_nodes_own(string path, string tried)
    {
        await using var world = await World.Start(app => app.MapGet("/" + path, (HttpContext http) => (http.Features.Get<IAuthenticateResultFeature>() is not null).ToString()));

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Victims[NodeRoles.MemberAdmin]);
        using var answer = await world.Http.SendAsync(request);

        Assert.Equal(tried, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Planted: answers that are no errors of the protocol, fail, or tell of the inside.</summary>
    [Theory]
    [InlineData(503, """{"@type":"ContractNegotiationError","code":"x","reason":["x"]}""", "answered 503")]
    [InlineData(400, """{"code":"x","reason":["x"]}""", "no error of the protocol")]
    [InlineData(400, """{"@type":"ContractNegotiationError","code":"x","reason":[]}""", "gives no reason")]
    [InlineData(400, """{"@type":"ContractNegotiationError","code":"x","reason":["System.FormatException"]}""", "tells of the inside")]
    public void Bad_answers_are_found(int status, string body, string finding)
    {
        using var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        Assert.Contains(finding, Wrong(answer, body), StringComparison.Ordinal);
    }

    private static async Task<(IReadOnlyCollection<string> Findings, IReadOnlyDictionary<int, int> Statuses)> Run(World world, FuzzedMessages messages, int seed, int cases)
    {
        var findings = new ConcurrentBag<string>();
        var statuses = new ConcurrentDictionary<int, int>();
        await Parallel.ForEachAsync(Enumerable.Range(0, cases), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, stop) =>
        {
            var (door, call) = await messages.Next(i);
            using var request = Mutation.Of(door, call, world.Http.BaseAddress!, new Random(unchecked((seed * 1_000_003) + i)));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", FuzzedMessages.Token);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(TimeSpan.FromSeconds(20));
            var sent = request.Content is null ? "" : Encoding.UTF8.GetString(await request.Content.ReadAsByteArrayAsync(stop));
            var what = $"case {i}, {door.Name}, {request.RequestUri!.PathAndQuery[..Math.Min(160, request.RequestUri.PathAndQuery.Length)]}, {sent[..Math.Min(300, sent.Length)]}";
            try
            {
                using var answer = await world.Http.SendAsync(request, limit.Token);
                statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, n) => n + 1);
                if (Wrong(answer, await answer.Content.ReadAsStringAsync(limit.Token)) is { } wrong)
                {
                    findings.Add($"{what}: {wrong}");
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !stop.IsCancellationRequested)
            {
                findings.Add($"{what}: no answer ({failure.Message})");
            }
        });
        return (findings, statuses);
    }

    private static string? Wrong(HttpResponseMessage answer, string body)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500)
        {
            return $"answered {status}. {body[..Math.Min(300, body.Length)]}";
        }

        // What is refused before the protocol is reached (a path that is none, a type that is not JSON, a line too long) is answered as everywhere else.
        if (status < 400 || answer.Content.Headers.ContentType?.MediaType is "application/problem+json" or "text/html" || (body.Length == 0 && answer.Headers.ConnectionClose == true))
        {
            return null;
        }

        using var error = JsonDocument.Parse(body);
        if (!error.RootElement.TryGetProperty("@type", out var type) || type.GetString() is not ("ContractNegotiationError" or "TransferError" or "CatalogError"))
        {
            return $"{status} is no error of the protocol. {body[..Math.Min(300, body.Length)]}";
        }

        return error.RootElement.GetProperty("reason").EnumerateArray().Select(r => r.GetString() ?? "").ToList() is not { Count: > 0 } reasons || reasons.Exists(r => r.Length == 0) ? $"{status} gives no reason. {body}"
            : Insides.FirstOrDefault(i => reasons.Exists(r => r.Contains(i, StringComparison.Ordinal))) is { } inside ? $"{status} tells of the inside ({inside}). {body[..Math.Min(300, body.Length)]}"
            : null;
    }
}
