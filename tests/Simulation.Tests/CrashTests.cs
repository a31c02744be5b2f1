using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using Xunit;

namespace KeyEcosystem.Simulation.Tests;

/// <summary>The node's process is killed under load. What it acknowledged is there afterwards, once; the log holds, also for who saw an earlier head.</summary>
public sealed class CrashTests
{
    private const int Writers = 8;

    /// <summary>5 kills in the suite; KEYECO_KILLS asks for more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("KEYECO_KILLS"), out var n) ? n : 5;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_by_kill_9()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-crash-").FullName;
        var acknowledged = new ConcurrentDictionary<MemberId, bool>();
        var sent = new ConcurrentDictionary<MemberId, bool>();
        var random = new Random(50);
        var heads = new List<TreeHead>();
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                var (process, http) = await Start(folder);
                using var end = new CancellationTokenSource();
                var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(http, sent, acknowledged, end.Token))).ToArray();
                // At a random moment under load, however slow the machine is just now.
                var enough = acknowledged.Count + random.Next(11, 120);
                while (acknowledged.Count < enough)
                {
                    await Task.Delay(1);
                }

                heads.Add(await http.Get<TreeHead>("evidence/v1/head", default));
                process.Kill();
                await process.WaitForExitAsync();
                await end.CancelAsync();
                await Task.WhenAll(writers);
                process.Dispose();
            }

            var (last, reader) = await Start(folder);
            var seen = new List<MemberView>();
            string? cursor = null;
            do
            {
                var page = await reader.Get<Page<MemberView>>($"members/v1/members?limit=500{(cursor is null ? "" : "&cursor=" + cursor)}", default);
                seen.AddRange(page.Items);
                cursor = page.Next;
            }
            while (cursor is not null);

            using var export = new MemoryStream(await reader.Http.GetByteArrayAsync("evidence/v1/export"));
            last.Kill();
            await last.WaitForExitAsync();
            last.Dispose();
            var report = EvidenceVerifier.Verify(export, NodeSigner.Verify, heads, heads[0].Key);

            Assert.Empty(report.Findings);
            Assert.True(acknowledged.Count > 10 * Kills, $"only {acknowledged.Count} acknowledged: there was no load");
            Assert.Equal(seen.Count, seen.Select(m => m.Id).Distinct().Count());
            Assert.Empty(acknowledged.Keys.Except(seen.Select(m => m.Id)));
            Assert.All(seen.Where(m => m.Code is null), m => Assert.True(sent.ContainsKey(m.Id)));
            Assert.Equal(82 + seen.Count(m => m.Code is null), seen.Count);
            TestContext.Current.SendDiagnosticMessage($"{Kills} kills, {acknowledged.Count} acknowledged, {report.Records} records");
        }
        finally
        {
            TestStores.Delete(folder);
        }
    }

    private static async Task Write(NodeHttp http, ConcurrentDictionary<MemberId, bool> sent, ConcurrentDictionary<MemberId, bool> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = new MemberId(Guid.CreateVersion7());
            sent[id] = true;
            try
            {
                await http.Post<MemberView>("members/v1/members", new MemberApplication(id, "示例", "Sample", "factory", "other", null, "CN", true), default);
                acknowledged[id] = true;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or NodeProblemException or TaskCanceledException)
            {
                return;
            }
        }
    }

    private static async Task<(Process Process, NodeHttp Http)> Start(string folder)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var program = Path.Combine(AppContext.BaseDirectory, "keyeco.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--data", folder, "--urls", $"http://127.0.0.1:{port}"]) { RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["KEYECO_POSTGRES"] = TestStores.Connection(folder) } })!;
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.Contains("listens", line, StringComparison.Ordinal);
        _ = process.StandardOutput.ReadToEndAsync();
        var key = await File.ReadAllTextAsync(Path.Combine(folder, "operator.key"));
        return (process, new NodeHttp(new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } }));
    }
}
