using System.Diagnostics;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Bench;

/// <summary>
/// Jobs through the HTTP API of a real node in a process of its own, on SQLite, each durable before its answer: how many a second are taken and decided,
/// and how long the node takes to come back with all of them in its queue.
/// </summary>
internal static class JobsBench
{
    private const int Devices = 64;
    private static readonly JsonElement Everybody = JsonDocument.Parse("""{"permission":[{"action":"use"}]}""").RootElement;

    /// <param name="keyeco">The command, built or published.</param>
    /// <param name="jobs">How many jobs.</param>
    /// <param name="callers">How many send at a time, each one after another.</param>
    public static async Task Run(string keyeco, int jobs, int callers)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-bench-").FullName;
        var url = new Uri("http://127.0.0.1:5297/");
        var node = await BenchNode.Serve(keyeco, folder, url);
        try
        {
            var operators = BenchNode.With(url, await File.ReadAllTextAsync(Path.Combine(folder, "operator.key")));
            var owner = await Owner(operators, url, "Alpha");
            var pool = await Pool(operators, owner, url);
            var submission = new JobSubmission(null, pool, "bench", ["true"], null, null, null, "research", 1, null);
            var sent = 0;
            var began = Stopwatch.GetTimestamp();
            var times = new List<double>[callers];
            JobId? last = null;
            await Task.WhenAll(Enumerable.Range(0, callers).Select(c => Task.Run(async () =>
            {
                times[c] = [];
                while (Interlocked.Increment(ref sent) <= jobs)
                {
                    var one = Stopwatch.GetTimestamp();
                    last = (await owner.Http.Post<JobView>("compute/v1/jobs", submission, default)).Id;
                    times[c].Add(Stopwatch.GetElapsedTime(one).TotalMilliseconds);
                }
            })));
            var taken = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await Decided(owner.Http, jobs, last!.Value);
            var decided = Stopwatch.GetElapsedTime(began).TotalSeconds;
            var all = times.SelectMany(t => t).Order().ToArray();
            Console.WriteLine($"jobs: {jobs:N0} by {callers} callers: {jobs / taken:N0}/s taken, {jobs / decided:N0}/s taken and decided, p50 {all[all.Length / 2]:0.0} ms, p99 {all[all.Length * 99 / 100]:0.0} ms");

            node.Kill();
            await node.WaitForExitAsync();
            began = Stopwatch.GetTimestamp();
            node = await BenchNode.Serve(keyeco, folder, url);
            var ready = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await Decided(owner.Http, jobs, last!.Value);
            Console.WriteLine($"restart with {jobs:N0} queued: ready after {ready:0.00} s, all known to the scheduler after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s");
        }
        finally
        {
            node.Kill();
            await node.WaitForExitAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Waits until all devices are given, all other jobs are in the queue, and the scheduler says why the last of them waits.</summary>
    private static async Task Decided(NodeHttp http, int jobs, JobId last)
    {
        while (true)
        {
            var pool = (await http.Cohorts(default)).Single().Pools.Single();
            if (pool.Waiting + pool.Own == jobs && pool.Own == Devices && (await http.Get<JobView>($"compute/v1/jobs/{last}", default)).Wait is not null)
            {
                return;
            }

            await Task.Delay(50);
        }
    }

    private static async Task<(MemberId Member, NodeHttp Http)> Owner(NodeHttp operators, Uri url, string name)
    {
        var member = await operators.ApplyMember(new MemberApplication(null, name, name, "cloud-provider", "supporting", null, "CN", false), default);
        await operators.StepMember(member.Id, "admit", default);
        var key = await operators.MakeKey(new KeyRequest(member.Id, ["member-admin", "member-user"], name, 1), default);
        return (member.Id, BenchNode.With(url, key.Key));
    }

    /// <summary>A pool of a cohort whose agent takes its orders and never ends a run.</summary>
    private static async Task<PoolId> Pool(NodeHttp operators, (MemberId Member, NodeHttp Http) owner, Uri url)
    {
        var asset = await owner.Http.Publish(new AssetPublication(null, "compute-pool", "bench", null, "CN", Everybody, 0), default);
        var pool = await owner.Http.RegisterPool(new PoolRegistration(null, asset.Id, Devices, "sim", "CN", "gpu", 0, "fp16", 0, false, true, true) { Backend = "agent" }, default);
        await owner.Http.ChangePool(pool.Id, new PoolChange(null, null, null, null, null) { Cohort = "bench" }, null, default);
        var agent = BenchNode.With(url, (await operators.MakeKey(new KeyRequest(owner.Member, ["agent"], "agent", 1), default)).Key);
        var session = await agent.AttachAgent(pool.Id, new AgentHello("local", [new AgentDevices("sim", Devices, Devices, 1)]), default);
        _ = Task.Run(async () =>
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(5));
                try
                {
                    await agent.CallAgent(pool.Id, session.Epoch, new AgentCall([], null), 0, default);
                }
                catch (HttpRequestException)
                {
                    // The node is being started again.
                }
            }
        });
        return pool.Id;
    }
}
