using System.Diagnostics;
using System.Net.Http.Headers;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Host;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Bench;

/// <summary>Pages of 100 out of 100,000 assets, through the HTTP API of a real node, from random places.</summary>
internal static class CatalogueBench
{
    public static async Task Run(int assets, int pages)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-bench-").FullName;
        await using (var node = await NodeHost.Build(new NodeSettings { Data = folder, Url = new Uri("http://127.0.0.1:0/") }, default))
        {
            await node.StartAsync();
            var lane = node.Services.GetRequiredService<ILane>();
            var policy = PolicyJson.Write(PolicyJson.Parse("""{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""").Value);
            var made = Enumerable.Range(0, assets).Select(_ => Guid.CreateVersion7()).ToArray();
            foreach (var some in made.Chunk(500))
            {
                var change = new Change(new Act("bench.filled", "node", null, ["bch_1"], "done", "{}"));
                foreach (var id in some)
                {
                    change.Insert(new AssetRow { Id = id, Provider = id, Kind = "dataset", Title = "asset", At = DateTimeOffset.UnixEpoch, SearchText = "asset", Place = "CN", Policy = policy, PriceMinorPerHour = 0, Length = 0, Sources = "", Demonstration = true });
                }

                await lane.Commit(change, default);
            }

            using var http = new HttpClient { BaseAddress = new Uri(node.Urls.First()) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await File.ReadAllTextAsync(Path.Combine(folder, NodeHost.OperatorKeyFile)));
            var random = new Random(1);
            var times = new List<double>(pages);
            for (var i = 0; i < pages + 50; i++)
            {
                var began = Stopwatch.GetTimestamp();
                var page = await http.GetByteArrayAsync($"dataspace/v1/assets?kind=dataset&limit=100&cursor={made[random.Next(assets)]:n}");
                if (i >= 50)
                {
                    times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                }

                GC.KeepAlive(page);
            }

            times.Sort();
            Console.WriteLine($"catalogue: page of 100 from {assets:N0} assets: p50 {times[pages / 2]:0.0} ms, p95 {times[pages * 95 / 100]:0.0} ms, p99 {times[pages * 99 / 100]:0.0} ms");
            await node.StopAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
