using System.Collections.Concurrent;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace KeyEcosystem.Simulation.Tests;

/// <summary>The PostgreSQL server itself is killed under load, with all its processes. What was acknowledged is there afterwards, once, and the log holds.</summary>
public sealed class ServerCrashTests
{
    private const int Writers = 8;
    private const int AcknowledgedEach = 150;

    /// <summary>3 kills in the suite; KEYECO_KILLS asks for more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("KEYECO_KILLS"), out var n) ? n : 3;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_when_the_database_server_is_killed()
    {
        Assert.SkipUnless(TestStores.OnPostgres, "It needs PostgreSQL.");
        var folder = Directory.CreateTempSubdirectory("keyeco-server-crash-").FullName;
        using var server = new PostgresServer();
        var acknowledged = new ConcurrentDictionary<Guid, long>();
        var unknown = new ConcurrentDictionary<Guid, bool>();
        var sent = new ConcurrentDictionary<Guid, bool>();
        var heads = new List<TreeHead>();
        await using (var node = await Node(server, folder))
        {
            using var end = new CancellationTokenSource();
            var lane = node.GetRequiredService<ILane>();
            var writers = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => Write(lane, sent, acknowledged, unknown, end.Token))).ToArray();
            for (var kill = 0; kill < Kills; kill++)
            {
                await Until(() => acknowledged.Count >= (kill + 1) * AcknowledgedEach);
                heads.Add(node.GetRequiredService<EvidenceStore>().Head());
                server.Kill();
                server.Start();
            }

            var before = acknowledged.Count;
            await Until(() => acknowledged.Count >= before + AcknowledgedEach);
            await end.CancelAsync();
            await Task.WhenAll(writers);
        }

        // A new process has no connections that broke.
        NpgsqlConnection.ClearAllPools();
        await using var after = await Node(server, folder);
        using var export = new MemoryStream();
        await after.GetRequiredService<EvidenceStore>().Export(export, default);
        export.Position = 0;
        var report = EvidenceVerifier.Verify(export, NodeSigner.Verify, heads, heads[0].Key);
        await using var db = await after.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        var readings = await db.Set<MeterRow>().Select(m => m.Id).ToListAsync();
        var facts = await db.Set<FactRow>().OrderBy(f => f.Position).ToListAsync();

        Assert.Empty(report.Findings);
        Assert.Empty(acknowledged.Keys.Except(readings));
        Assert.Equal(readings.Count, report.Records);
        Assert.Equal(readings.Order(), facts.Select(f => f.Aggregate).Order());
        Assert.Equal(Enumerable.Range(0, facts.Count).Select(i => (long)i), facts.Select(f => f.Position));
        Assert.All(facts.Where(f => acknowledged.ContainsKey(f.Aggregate)), f => Assert.Equal(acknowledged[f.Aggregate], f.Evidence));
        Assert.Empty(readings.Except(acknowledged.Keys).Except(unknown.Keys));
        TestContext.Current.SendDiagnosticMessage($"{Kills} kills, {acknowledged.Count} acknowledged, {unknown.Count} not known, {sent.Count} sent, {report.Records} records");
        await after.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task Write(ILane lane, ConcurrentDictionary<Guid, bool> sent, ConcurrentDictionary<Guid, long> acknowledged, ConcurrentDictionary<Guid, bool> unknown, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = Guid.CreateVersion7();
            sent[id] = true;
            var now = DateTimeOffset.UtcNow;
            var change = new Change(new Act("test.done", "usr_1", id, [$"thg_{id:n}"], "done", "{}"))
                .Meter(new MeterRow { Id = id, Agreement = null, Use = id, Asset = id, Provider = id, Consumer = id, Kind = "count", Quantity = 1, From = now, To = now, Outcome = "succeeded", Demonstration = true })
                .Tell(new Fact("test.v1", id, "{}"));
            var done = await lane.Commit(change, default);
            if (done.IsOk)
            {
                acknowledged[id] = done.Value.Sequence;
            }
            else if (done.Refusal.Code == "store.unknown")
            {
                unknown[id] = true;
            }
        }
    }

    private static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!holds())
        {
            await Task.Delay(5, patience.Token);
        }
    }

    private static async Task<ServiceProvider> Node(PostgresServer server, string folder)
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddNodeStore(new StoreOptions { NodeId = "test", Folder = folder, Postgres = PostgresTarget.Parse(server.Connection.Replace("Database=postgres", "Database=crash", StringComparison.Ordinal)) })
            .BuildServiceProvider();
        await services.PrepareNodeStore(default);
        return services;
    }
}
