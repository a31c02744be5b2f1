using System.Diagnostics;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Bench;

/// <summary>
/// Complete negotiations of the Dataspace Protocol between two nodes in processes of their own, each on SQLite with full evidence: from the request at the consumer's node to the agreement in force there.
/// With a kill, one side is ended by SIGKILL in the middle and started again.
/// </summary>
internal static class NegotiationBench
{
    internal static readonly JsonElement Everybody = JsonDocument.Parse("""{"permission":[{"action":"use"}]}""").RootElement;
    private const int WarmUp = 4000;
    private const int WarmUpAtOnce = 16;

    /// <param name="keyeco">The command, built or published.</param>
    /// <param name="count">How many negotiations.</param>
    /// <param name="callers">How many at a time, each one after another.</param>
    /// <param name="kill">consumer or provider: which side is killed half way; null for none. Then each is followed by a transfer.</param>
    public static async Task Run(string keyeco, int count, int callers, string? kill)
    {
        await using var pair = await BenchPair.Start(keyeco);
        var (provider, consumer, peer) = (pair.Provider, pair.Consumer, pair.Peer);
        var asset = await provider.Publish(new AssetPublication(null, "dataset", "bench", null, "CN", Everybody, 0), default);
        var offer = await provider.MakeOffer(asset.Id, new OfferPublication(null, "standing", Everybody, 0) { Standing = true }, default);
        var request = new NegotiationRequest(peer, asset.Id.ToString(), JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["@id"] = offer.Id.ToString(), ["permission"] = Everybody.GetProperty("permission") }));

        // What is compiled again and again until it is good is not measured.
        await Parallel.ForAsync(0, WarmUp, new ParallelOptions { MaxDegreeOfParallelism = WarmUpAtOnce }, async (_, _) => await Negotiate(consumer, request));
        var (sent, ended) = (0, 0);
        var times = new List<double>[callers];
        var began = Stopwatch.GetTimestamp();
        var killing = kill is null ? Task.CompletedTask : Task.Run(async () =>
        {
            while (Volatile.Read(ref ended) < count / 2)
            {
                await Task.Delay(5);
            }

            await pair.KillAndStart(kill == "provider");
        });
        await Task.WhenAll(Enumerable.Range(0, callers).Select(c => Task.Run(async () =>
        {
            times[c] = [];
            while (Interlocked.Increment(ref sent) <= count)
            {
                var at = Stopwatch.GetTimestamp();
                var concluded = await Negotiate(consumer, request);
                times[c].Add(Stopwatch.GetElapsedTime(at).TotalMilliseconds);
                if (kill is not null)
                {
                    await Transfer(consumer, peer, concluded);
                }

                Interlocked.Increment(ref ended);
            }
        })));
        await killing;
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var all = times.SelectMany(t => t).Order().ToArray();
        Console.WriteLine($"negotiations: {count:N0}, {callers} at a time{(kill is null ? "" : $", each with a transfer, {kill} killed half way")}: {count / seconds:N0}/s, p50 {all[all.Length / 2]:0.0} ms, p95 {all[all.Length * 95 / 100]:0.0} ms, p99 {all[all.Length * 99 / 100]:0.0} ms");
        await Count(provider, consumer, count + WarmUp, kill is null ? 0 : count);
    }

    internal static async Task<NegotiationView> Negotiate(NodeHttp consumer, NegotiationRequest request)
    {
        var named = request with { Id = new NegotiationId(Guid.CreateVersion7()) };
        var asked = await Again(() => consumer.Negotiate(named, default));
        while (true)
        {
            var now = await Again(() => consumer.Negotiation(asked.Id, default, 30));
            if (now.State is "FINALIZED")
            {
                return now;
            }

            if (now.State is "TERMINATED")
            {
                throw new InvalidOperationException($"{now.Id} was terminated: {now.Problem}");
            }
        }
    }

    private static async Task Transfer(NodeHttp consumer, PeerId peer, NegotiationView concluded)
    {
        var request = new ProcessRequest(peer, concluded.Agreement!, "HttpData-PULL") { Id = new ProcessId(Guid.CreateVersion7()) };
        var asked = await Again(() => consumer.StartProcess(request, default));
        while ((await Again(() => consumer.Process(asked.Id, default, 30))).State != "STARTED")
        {
            await Task.Delay(10);
        }

        // Asking for what has happened is refused: then a call before it was carried out though its answer was lost.
        while ((await Again(() => consumer.Process(asked.Id, default))).State == "STARTED")
        {
            try
            {
                await Again(() => consumer.StepProcess(asked.Id, new ProcessStep("completion", null), default));
            }
            catch (NodeProblemException done) when (done.Code == "dataspace.process.state")
            {
                await Task.Delay(10);
            }
        }
    }

    /// <summary>While a node is away a client asks again.</summary>
    internal static async Task<T> Again<T>(Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception away) when (away is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>None failed, none stuck, none doubled: both sides hold as many, all at their end, and each agreement once.</summary>
    private static async Task Count(NodeHttp provider, NodeHttp consumer, int negotiations, int transfers)
    {
        await Task.Delay(2000);
        foreach (var (name, side) in new[] { ("provider", provider), ("consumer", consumer) })
        {
            var all = await side.AllNegotiations(default).ToListAsync();
            var processes = await side.AllProcesses(default).ToListAsync();
            var finalized = all.Where(n => n.State == "FINALIZED").ToList();
            Console.WriteLine($"{name}: {all.Count:N0} negotiations of {negotiations:N0}, {finalized.Count:N0} finalized, {finalized.Select(n => n.Agreement).Distinct().Count():N0} agreements; {processes.Count:N0} transfers of {transfers:N0}, {processes.Count(p => p.State == "COMPLETED"):N0} completed; {all.Count(n => n.Problem is not null) + processes.Count(p => p.Problem is not null)} problems");
        }
    }
}
