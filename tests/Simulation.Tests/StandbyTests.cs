using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using Xunit;

namespace KeyEcosystem.Simulation.Tests;

/// <summary>Two processes of one node on one database: the one that holds the pools is killed, the other one becomes the node.</summary>
public sealed class StandbyTests
{
    private const int Devices = 2;
    private static readonly JsonElement Everybody = JsonDocument.Parse("""{"permission":[{"action":"use"}]}""").RootElement;

    [Fact]
    public async Task The_pools_move_to_the_other_process_and_nothing_that_was_acknowledged_is_lost_or_doubled()
    {
        Assert.SkipUnless(TestStores.OnPostgres, "Two processes share a PostgreSQL database.");
        var folder = Directory.CreateTempSubdirectory("keyeco-standby-").FullName;
        try
        {
            using var first = await NodeProcess.Start(folder);
            using var second = await NodeProcess.Start(folder, "stands by");
            var (owner, pool) = await Prepare(first);
            var acknowledged = new ConcurrentDictionary<JobId, bool>();
            using var end = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(() => Write(second.As(owner), pool, acknowledged, end.Token))).ToArray();
            await Until(() => acknowledged.Count >= 100);
            var heads = new[] { await second.Operator.Head(default) };

            await first.Kill();
            var killed = Stopwatch.GetTimestamp();
            var before = acknowledged.Count;
            await Until(() => acknowledged.Count > before + 8);
            var moved = Stopwatch.GetElapsedTime(killed);
            await Until(() => acknowledged.Count >= before + 100);
            await end.CancelAsync();
            await Task.WhenAll(writers);
            using var third = await NodeProcess.Start(folder, "stands by");

            foreach (var node in new[] { second, third })
            {
                await Held(node.As(owner), acknowledged);
            }

            using var export = new MemoryStream(await third.Operator.Http.GetByteArrayAsync("evidence/v1/export"));
            Assert.Empty(EvidenceVerifier.Verify(export, NodeSigner.Verify, heads, heads[0].Key).Findings);
            TestContext.Current.TestOutputHelper!.WriteLine($"{acknowledged.Count} jobs acknowledged; taken again {moved.TotalSeconds:0.0} s after the kill");
        }
        finally
        {
            TestStores.Delete(folder);
        }
    }

    /// <summary>Each job is there once; two hold the devices, in their first attempt, and the scheduler of this process knows why the others wait.</summary>
    private static async Task Held(NodeHttp http, ConcurrentDictionary<JobId, bool> acknowledged)
    {
        var jobs = new List<JobView>();
        await foreach (var job in http.AllJobs(null, null, default))
        {
            jobs.Add(job);
        }

        Assert.Equal(jobs.Count, jobs.Select(j => j.Id).Distinct().Count());
        Assert.Empty(acknowledged.Keys.Except(jobs.Select(j => j.Id)));
        Assert.Equal([1, 1], jobs.Where(j => j.State != "queued").Select(j => j.Attempt));
        var waiting = jobs.First(j => j.State == "queued").Id;
        await Until(async () => (await http.Get<JobView>($"compute/v1/jobs/{waiting}", default)).Wait is not null);
    }

    private static async Task Write(NodeHttp http, PoolId pool, ConcurrentDictionary<JobId, bool> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = new JobId(Guid.CreateVersion7());
            while (!await Sent(http, new JobSubmission(id, pool, "standby", ["true"], null, null, null, "research", 1, null)))
            {
                await Task.Delay(20, CancellationToken.None);
            }

            acknowledged[id] = true;
        }
    }

    /// <summary>False when it is to be sent again, under the same id.</summary>
    private static async Task<bool> Sent(NodeHttp http, JobSubmission submission)
    {
        try
        {
            await http.Post<JobView>("compute/v1/jobs", submission, default);
            return true;
        }
        catch (NodeProblemException moving) when (moving.Code.StartsWith("store.", StringComparison.Ordinal) || moving.Code.StartsWith("lane.", StringComparison.Ordinal))
        {
            return false;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<(string Key, PoolId Pool)> Prepare(NodeProcess node)
    {
        var member = await node.Operator.ApplyMember(new MemberApplication(null, "甲", "Alpha", "cloud-provider", "supporting", null, "CN", false), default);
        await node.Operator.StepMember(member.Id, "admit", default);
        var key = (await node.Operator.MakeKey(new KeyRequest(member.Id, ["member-admin", "member-user"], "owner", 1), default)).Key;
        var owner = node.As(key);
        var asset = await owner.Publish(new AssetPublication(null, "compute-pool", "pool", null, "CN", Everybody, 0), default);
        var pool = await owner.RegisterPool(new PoolRegistration(null, asset.Id, Devices, "sim", "CN", "gpu", 0, "fp16", 0, false, true, true) { Backend = "agent" }, default);
        await owner.ChangePool(pool.Id, new PoolChange(null, null, null, null, null) { Cohort = "standby" }, null, default);
        var agent = node.As((await node.Operator.MakeKey(new KeyRequest(member.Id, ["agent"], "agent", 1), default)).Key);
        await agent.AttachAgent(pool.Id, new AgentHello("local", [new AgentDevices("sim", Devices, Devices, 1)]), default);
        return (key, pool.Id);
    }

    private static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await holds())
        {
            await Task.Delay(5, patience.Token);
        }
    }
}
