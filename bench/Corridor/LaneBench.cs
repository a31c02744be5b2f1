using System.Diagnostics;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Bench;

/// <summary>Durable commands: one state row, one evidence record, one meter reading, one fact; fsync before the answer.</summary>
internal static class LaneBench
{
    public static async Task Run(int callers, TimeSpan length)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-bench-").FullName;
        await using (var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IModelPart, Model>()
            .AddNodeStore(new StoreOptions { NodeId = "bench", Folder = folder })
            .BuildServiceProvider())
        {
            await services.PrepareNodeStore(default);
            var lane = services.GetRequiredService<ILane>();
            var times = new List<double>[callers];
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(0, callers).Select(c => Task.Run(async () =>
            {
                times[c] = new List<double>(100_000);
                while (Stopwatch.GetElapsedTime(began) < length)
                {
                    var id = Guid.CreateVersion7();
                    var now = DateTimeOffset.UtcNow;
                    var one = Stopwatch.GetTimestamp();
                    var change = new Change(new Act("bench.done", "usr_1", id, [$"ast_{id:n}"], "done", "{\"a\":1}"))
                        .Insert(new State { Id = id, Name = "running", Body = "{\"command\":[\"sh\"]}" })
                        .Meter(new MeterRow { Id = id, Agreement = id, Use = id, Asset = id, Provider = id, Consumer = id, Kind = "device.ms", Quantity = 1, From = now, To = now, Outcome = "succeeded", Demonstration = true })
                        .Tell(new Fact("bench.v1", id, "{}"));
                    if (!(await lane.Commit(change, default)).IsOk)
                    {
                        throw new InvalidOperationException("refused");
                    }

                    times[c].Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
                }
            })));
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var all = times.SelectMany(t => t).Order().ToArray();
            var figures = services.GetRequiredService<CommitLane>().Figures;
            Console.WriteLine($"lane: {callers} callers: {all.Length / seconds:N0} commands/s, p50 {all[all.Length / 2]:0.0} ms, p99 {all[all.Length * 99 / 100]:0.0} ms, {figures.Commits} commits (one fsync each) for {figures.Committed} commands");
        }

        Directory.Delete(folder, recursive: true);
    }

    private sealed class State : IRow
    {
        public Guid Id { get; init; }

        public long Version { get; init; }

        public string Name { get; init; } = "";

        public string Body { get; init; } = "";
    }

    private sealed class Model : IModelPart
    {
        public void Configure(ModelBuilder model) => model.Entity<State>(e =>
        {
            e.ToTable("bch_state");
            e.HasKey(s => s.Id);
        });
    }
}
