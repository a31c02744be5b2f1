using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using Xunit;

namespace KeyEcosystem.Simulation.Tests;

/// <summary>The node's process is killed under load. What it acknowledged is there afterwards, once; jobs and ledger tell the truth; the log holds, also for who saw an earlier head.</summary>
public sealed class CrashTests
{
    private static readonly string[] agreementStates = ["requested", "agreed", "signed"];

    /// <summary>5 kills in the suite; KEYECO_KILLS asks for more.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("KEYECO_KILLS"), out var n) ? n : 5;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_by_kill_9()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-crash-").FullName;
        var random = new Random(50);
        var heads = new List<TreeHead>();
        var load = new CrashLoad();
        try
        {
            for (var kill = 0; kill < Kills; kill++)
            {
                using var node = await NodeProcess.Start(folder);
                if (kill == 0)
                {
                    await load.Prepare(node);
                }

                using var end = new CancellationTokenSource();
                var writers = load.Run(node, end.Token);
                // At a random moment under load, however slow the machine is just now.
                var enough = load.Acknowledged + random.Next(11, 200);
                while (load.Acknowledged < enough && !writers.IsCompleted)
                {
                    await Task.Delay(1);
                }

                heads.Add(await node.Operator.Head(default));
                await node.Kill();
                await end.CancelAsync();
                await writers;
            }

            using var last = await NodeProcess.Start(folder);
            await Members(last, load);
            var jobs = await Jobs(last, load);
            await Agreements(last, load);
            await Ledger(last, load, jobs);
            using var export = new MemoryStream(await last.Operator.Http.GetByteArrayAsync("evidence/v1/export"));
            await last.Kill();
            var report = EvidenceVerifier.Verify(export, NodeSigner.Verify, heads, heads[0].Key);

            Assert.Empty(report.Findings);
            Assert.True(load.Acknowledged > 10 * Kills, $"only {load.Acknowledged} acknowledged: there was no load");
            TestContext.Current.TestOutputHelper!.WriteLine($"{Kills} kills, {load.Acknowledged} acknowledged: {load.Members.Count} members, {load.Agreements.Count} agreements, {jobs.Count} jobs ({jobs.Count(j => j.State == "succeeded")} succeeded, {jobs.Count(j => j.Outcome == "node.restarted")} cut off), {load.Settled} readings settled; {report.Records} records");
        }
        finally
        {
            TestStores.Delete(folder);
        }
    }

    private static async Task Members(NodeProcess node, CrashLoad load)
    {
        var seen = await All(node.Operator.AllMembers(null, default));
        Assert.Equal(seen.Count, seen.Select(m => m.Id).Distinct().Count());
        var applied = seen.Where(m => m.Code is null && m.Id != load.Provider && m.Id != load.Consumer).ToDictionary(m => m.Id);
        Assert.Equal(82 + 2 + applied.Count, seen.Count);
        Assert.All(applied.Values, m => Assert.True(load.Members.ContainsKey(m.Id), "a member nobody asked for"));
        foreach (var (id, step) in load.Members.Where(m => m.Value is not null))
        {
            Assert.True(applied.TryGetValue(id, out var member), $"{id} was acknowledged as {step} and is gone");
            Assert.True(step == "applied" || member.State == "admitted", $"{id} was acknowledged as {step} and is {member.State}");
        }
    }

    /// <summary>Each once, as far as was acknowledged; no job runs for ever or forgets its end.</summary>
    private static async Task<IReadOnlyList<JobView>> Jobs(NodeProcess node, CrashLoad load)
    {
        // What waited runs on after a restart, what ran has ended: soon nothing is open.
        var consumer = load.AsConsumer(node);
        List<JobView> jobs;
        do
        {
            await Task.Delay(20);
            jobs = await All(consumer.AllJobs(null, null, default));
        }
        while (jobs.Exists(j => j.EndedAt is null));

        var byId = jobs.ToDictionary(j => j.Id);
        Assert.All(byId.Keys, id => Assert.True(load.Jobs.ContainsKey(id), "a job nobody asked for"));
        foreach (var known in load.Jobs.Values.OfType<JobView>())
        {
            Assert.True(byId.TryGetValue(known.Id, out var now), $"{known.Id} was acknowledged as {known.State} and is gone");
            if (known.EndedAt is not null)
            {
                Assert.Equal((known.State, known.Outcome, known.DeviceMs, known.Results.Count), (now.State, now.Outcome, now.DeviceMs, now.Results.Count));
            }
        }

        Assert.All(jobs, j => Assert.True(j is { State: "succeeded", Outcome: "exit.0", Results.Count: 1 } or { State: "failed", Outcome: "node.restarted", Results.Count: 0 }, $"{j.Id} {j.State} {j.Outcome} with {j.Results.Count} results: {j.Statement}"));
        foreach (var result in jobs.SelectMany(j => j.Results))
        {
            using var content = await consumer.GetContent(result.Asset, "research", default);
            Assert.StartsWith("time,kwh", await content.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        return jobs;
    }

    private static async Task Agreements(NodeProcess node, CrashLoad load)
    {
        var consumer = load.AsConsumer(node);
        var seen = await All(PageCalls.All(cursor => consumer.Agreements(null, null, null, cursor, 500, default)));
        Assert.Equal(seen.Count, seen.Select(a => a.Id).Distinct().Count());
        var byId = seen.ToDictionary(a => a.Id);
        Assert.Equal(2, seen.Count(a => !load.Agreements.ContainsKey(a.Id)));
        foreach (var (id, state) in load.Agreements.Where(a => a.Value is not null))
        {
            Assert.True(byId.TryGetValue(id, out var now), $"{id} was acknowledged as {state} and is gone");
            Assert.True(Array.IndexOf(agreementStates, now.State) >= Array.IndexOf(agreementStates, state), $"{id} was acknowledged as {state} and is {now.State}");
        }
    }

    /// <summary>The books sum to zero, each reading is settled once, and the device time that is charged is that of the jobs, each once.</summary>
    private static async Task Ledger(NodeProcess node, CrashLoad load, IReadOnlyList<JobView> jobs)
    {
        while ((await node.Operator.Settle(default)).More)
        {
        }

        var report = await node.Operator.VerifyLedger(default);
        Assert.True(report.Holds, string.Join("; ", report.Findings.Select(f => f.En)));
        Assert.Equal(0, report.ReadingsDue);

        var entries = await All(load.AsConsumer(node).AllEntries(new EntryQuery(), default));
        Assert.True(entries.Count >= load.Settled, "a settlement that was acknowledged is gone");
        Assert.Equal(entries.Count, entries.Select(e => e.Reading).Distinct().Count());
        Assert.Equal(entries.Count, entries.Select(e => (e.Use, e.Kind)).Distinct().Count());
        Assert.Equal(0, entries.SelectMany(e => e.Postings).Sum(p => p.AmountMinor));
        var ran = jobs.Where(j => j.StartedAt is not null).ToList();
        Assert.Equal(ran.Select(j => j.DeviceMs!.Value).Order(), entries.Where(e => e.Kind == "device.ms").Select(e => e.Quantity).Order());
        Assert.All(entries.Where(e => e.Kind == "device.ms" && e.Outcome == "failed"), e => Assert.Equal(0, e.AmountMinor));

        var prices = (await All(PageCalls.All(cursor => load.AsConsumer(node).Prices(load.Provider, cursor, 500, default)))).Select(p => p.Id).ToList();
        Assert.Equal(prices.Count, prices.Distinct().Count());
        Assert.Empty(load.Prices.Keys.Except(prices));
    }

    private static async Task<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items)
        {
            all.Add(item);
        }

        return all;
    }
}
