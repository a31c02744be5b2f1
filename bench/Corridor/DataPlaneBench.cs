using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using Microsoft.Data.Sqlite;

namespace KeyEcosystem.Bench;

/// <summary>
/// The data plane of a provider's node in a process of its own: many small calls with the meter compared afterwards, one large file, and how soon nothing flows any more once a transfer is suspended.
/// Calls go to where the consumer's node was told that the data is, with the token it was given.
/// </summary>
internal static class DataPlaneBench
{
    private const int SmallBytes = 1000;
    private const long LargeBytes = 2L << 30;
    private const int WarmUp = 5000;

    /// <param name="keyeco">The command, built or published.</param>
    /// <param name="calls">How many small calls.</param>
    /// <param name="callers">How many at a time.</param>
    /// <param name="rounds">How many suspensions.</param>
    public static async Task Run(string keyeco, int calls, int callers, int rounds)
    {
        await using var pair = await BenchPair.Start(keyeco);
        var (small, _) = await Started(pair, SmallBytes);
        var (url, token) = Address(small);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = callers });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Parallel.ForAsync(0, WarmUp, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (_, stop) => GC.KeepAlive(await http.GetByteArrayAsync(url, stop)));
        var before = Metered(pair.FolderOne);
        var times = new double[calls];
        var spent = pair.ProviderTime;
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, calls, new ParallelOptions { MaxDegreeOfParallelism = callers }, async (i, stop) =>
        {
            var at = Stopwatch.GetTimestamp();
            var bytes = await http.GetByteArrayAsync(url, stop);
            times[i] = Stopwatch.GetElapsedTime(at).TotalMilliseconds;
            if (bytes.Length != SmallBytes)
            {
                throw new InvalidOperationException($"{bytes.Length} bytes came.");
            }
        });
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        spent = pair.ProviderTime - spent;
        Array.Sort(times);
        var after = Metered(pair.FolderOne);
        Console.WriteLine($"small calls: {calls:N0} of {SmallBytes:N0} bytes by {callers}: {calls / seconds:N0}/s, p50 {times[calls / 2]:0.0} ms, p99 {times[calls * 99 / 100]:0.0} ms, {spent.TotalMicroseconds / calls:0} us of processor time each at the provider's node; metered {after.Calls - before.Calls:N0} calls, {after.Bytes - before.Bytes:N0} bytes of {(long)calls * SmallBytes:N0}");
        await Revoke(pair, rounds);
        await Large(pair);
    }

    private static async Task Large(BenchPair pair)
    {
        var (large, _) = await Started(pair, LargeBytes);
        var (url, token) = Address(large);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var before = Metered(pair.FolderOne);
        for (var round = 0; round < 3; round++)
        {
            var began = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
            var buffer = new byte[1 << 20];
            long all = 0;
            for (int n; (n = await body.ReadAsync(buffer)) > 0;)
            {
                all += n;
            }

            Console.WriteLine($"one file of {all >> 20:N0} MiB on loopback: {all / 1e6 / Stopwatch.GetElapsedTime(began).TotalSeconds:N0} MB/s");
        }

        await Task.Delay(500);
        var after = Metered(pair.FolderOne);
        Console.WriteLine($"metered {after.Calls - before.Calls:N0} calls, {after.Bytes - before.Bytes:N0} bytes of {3 * LargeBytes:N0}");
        await Cut(pair, large, http, url);
    }

    /// <summary>While data flows the transfer is suspended: until when bytes still arrive.</summary>
    private static async Task Cut(BenchPair pair, ProcessView started, HttpClient http, Uri url)
    {
        using var answer = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 16];
        await body.ReadExactlyAsync(buffer);
        var began = Stopwatch.GetTimestamp();
        await pair.Consumer.StepProcess(started.Id, new ProcessStep("suspension", null), default);
        long more = 0;
        try
        {
            for (int n; (n = await body.ReadAsync(buffer)) > 0;)
            {
                more += n;
            }

            Console.WriteLine("the suspended download came to its end: NOT CUT");
        }
        catch (Exception cut) when (cut is IOException or HttpRequestException)
        {
            Console.WriteLine($"a download that runs when its transfer is suspended breaks off {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms after the suspension was asked for ({more >> 20:N0} MiB were on their way)");
        }
    }

    private static async Task Revoke(BenchPair pair, int rounds)
    {
        var times = new List<double>();
        using var http = new HttpClient();
        for (var i = 0; i < rounds; i++)
        {
            var (process, provider) = await Started(pair, SmallBytes);
            var (url, token) = Address(process);
            using var before = await Call(http, url, token);
            before.EnsureSuccessStatusCode();
            var began = Stopwatch.GetTimestamp();
            await pair.Provider.StepProcess(provider, new ProcessStep("suspension", null), default);
            while (true)
            {
                using var now = await Call(http, url, token);
                if (!now.IsSuccessStatusCode)
                {
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                    break;
                }
            }
        }

        times.Sort();
        Console.WriteLine($"suspended {rounds} times: the first refused call comes {times[rounds / 2]:0.0} ms after the suspension was asked for (p50; p99 {times[Math.Max(0, (rounds * 99 / 100) - 1)]:0.0} ms, worst {times[^1]:0.0} ms)");
    }

    private static async Task<HttpResponseMessage> Call(HttpClient http, Uri url, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return await http.SendAsync(request);
    }

    /// <summary>A data set of so many bytes, negotiated and started.</summary>
    private static async Task<(ProcessView AtConsumer, ProcessId AtProvider)> Started(BenchPair pair, long bytes)
    {
        var asset = await pair.Provider.Publish(new AssetPublication(null, "dataset", "bench", null, "CN", NegotiationBench.Everybody, 0), default);
        await using (var content = new Zeros(bytes))
        {
            await pair.Provider.PutContent(asset.Id, content, null, default);
        }

        var offer = await pair.Provider.MakeOffer(asset.Id, new OfferPublication(null, "standing", NegotiationBench.Everybody, 0) { Standing = true }, default);
        var concluded = await NegotiationBench.Negotiate(pair.Consumer, new NegotiationRequest(pair.Peer, asset.Id.ToString(), JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["@id"] = offer.Id.ToString(), ["permission"] = NegotiationBench.Everybody.GetProperty("permission") })));
        var process = await pair.Consumer.StartProcess(new ProcessRequest(pair.Peer, concluded.Agreement!, "HttpData-PULL"), default);
        while (process.State != "STARTED")
        {
            process = await pair.Consumer.Process(process.Id, default, 30);
        }

        var atProvider = (await pair.Provider.AllProcesses(default).FirstAsync(p => p.State == "STARTED")).Id;
        return (process, atProvider);
    }

    private static (Uri Url, string Token) Address(ProcessView process)
    {
        var address = process.DataAddress!.Value;
        var token = address.GetProperty("endpointProperties").EnumerateArray().First(p => p.GetProperty("name").GetString() == "authorization").GetProperty("value").GetString()!;
        return (new Uri(address.GetProperty("endpoint").GetString()!), token);
    }

    private static (long Calls, long Bytes) Metered(string folder)
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(folder, "node.db")};Mode=ReadOnly");
        db.Open();
        long Sum(string kind)
        {
            using var command = db.CreateCommand();
            command.CommandText = "select coalesce(sum(Quantity), 0) from plt_meter where Kind = $kind";
            command.Parameters.AddWithValue("$kind", kind);
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }

        return (Sum("count"), Sum("bytes"));
    }

    /// <summary>So many bytes of nothing.</summary>
    private sealed class Zeros(long length) : Stream
    {
        private long at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var n = (int)Math.Min(count, length - at);
            Array.Clear(buffer, offset, n);
            at += n;
            return n;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
