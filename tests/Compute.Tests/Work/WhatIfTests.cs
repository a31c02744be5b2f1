using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

public sealed class WhatIfTests
{
    private static readonly string[] All = [.. WhatIf.Modes.Keys];

    [Fact]
    public void The_sample_is_the_same_everywhere_and_pooling_with_a_guarantee_harms_nobody_in_it()
    {
        var (trace, again, other) = (SampleTrace.Make(1), SampleTrace.Make(1), SampleTrace.Make(2));
        using var compared = new WhatIf("wif_1", default, "sample", trace, All, 100, 0, default);

        compared.Run(default);

        Assert.Equal(trace.Jobs, again.Jobs);
        Assert.NotEqual(trace.Jobs, other.Jobs);
        var view = compared.View();
        Assert.Equal(("done", All.Length), (view.State, view.Policies.Count(p => p is { Progress: 1, Figures: not null })));
        var of = view.Policies.ToDictionary(p => p.Policy, p => p.Figures!);
        Assert.Empty(of["entitlement"].OwnersWorseOff);
        Assert.Equal(0, of["entitlement"].JobsLater);
        Assert.True(of["entitlement"].QueueingMeanHours < of["isolated-fifo"].QueueingMeanHours / 2);
        Assert.NotEmpty(of["pooled-fifo"].OwnersWorseOff);
    }

    [Fact]
    public void Figures_are_those_of_the_replay_and_use_over_time_sums_to_them()
    {
        var trace = SampleTrace.Make(3);
        using var compared = new WhatIf("wif_1", default, "sample", trace, ["entitlement"], 90, 600, default);
        var alone = Replays.Run(trace, ReplayMode.IsolatedFifo, trace.Gpus, new(), 0);
        var run = Replays.Run(trace, ReplayMode.Entitlement, Replays.Gpus(trace, 0.9m), new(), 600);
        var last = run.Segments.Max(s => s.EndS);
        var expected = Replays.Report(trace, run, alone, Replays.Gpus(trace, 0.9m), 0, last);

        compared.Run(default);

        var got = compared.View().Policies[0].Figures!;
        Assert.Equal((expected.IdlePct, expected.QueueingMeanH, expected.Preemptions, expected.JobsLaterThanIsolated, expected.Gpus), (got.IdlePct, got.QueueingMeanHours, got.Evictions, got.JobsLater, got.Devices));
        Assert.Equal(expected.Owners.Values.Select(o => o.QueueingMeanH), got.Owners.Select(o => o.QueueingHours));
        var hours = last / 3600.0 / got.Bins.Count;
        Assert.Equal(expected.UsedGpuH, got.Bins.Sum(b => b.Used) * hours, expected.UsedGpuH * 0.001);
    }

    [Fact]
    public void Each_way_of_sharing_is_told_until_its_last_job_has_ended_and_jobs_too_large_alone_are_counted()
    {
        var trace = Trace.Parse("j", ["job_id,submit_s,duration_s,gpus,vc", "1,0,3600,2,a", "2,0,3600,2,a", "3,0,1800,3,b"], "c", ["vc,nodes", "a,1", "b,1"], 2).Value;
        using var compared = new WhatIf("wif_1", default, "files", trace, ["isolated-fifo", "pooled-fifo"], 100, 0, default);

        compared.Run(default);

        var view = compared.View();
        Assert.Equal([2, 1.5], view.Policies.Select(p => p.Figures!.Hours));
        Assert.Equal([50, 8.33], view.Policies.Select(p => Math.Round(p.Figures!.IdlePct, 2)));
        Assert.Equal([new("b", 1)], view.TooLargeAlone);
        Assert.Equal([0, 0, 0, 1], view.Policies.SelectMany(p => p.Figures!.Owners.Select(o => o.NeverAlone)));
    }

    [Fact]
    public void One_that_is_stopped_ends_without_figures()
    {
        using var compared = new WhatIf("wif_1", default, "sample", SampleTrace.Make(1), All, 100, 0, default);

        compared.Stop();
        compared.Run(default);

        Assert.Equal("stopped", compared.View().State);
        Assert.All(compared.View().Policies, p => Assert.Null(p.Figures));
    }

    [Fact]
    public async Task What_ran_on_ones_own_pools_is_replayed_and_others_have_no_part_in_it()
    {
        await using var node = await TestNode.Start();
        var (pool, agent) = await AgentDeskTests.Attached(node);
        var job = await node.Submit(TestNode.Script(pool, 2));
        await node.Rounds.Round(default);
        await agent.Call();
        await agent.Begin();
        node.Clock.Advance(TimeSpan.FromMinutes(5));
        await agent.End(new RunName(job.Id, 1), 0);
        node.Clock.Advance(TimeSpan.FromSeconds(1));
        var whatIfs = node.Get<WhatIfs>();
        var records = new WhatIfRequest("records", ["entitlement"]);

        var own = await whatIfs.Ask(records, node.Cloud, default);
        var others = await whatIfs.Ask(records with { Pools = [pool.Id] }, node.Factory, default);
        var odd = await whatIfs.Ask(new WhatIfRequest("files", ["entitlement"]) { JobsSha256 = "x" }, node.Cloud, default);
        var uploads = node.Get<ComputeFolders>().UploadsOf(node.Cloud.Member.Value);
        Directory.CreateDirectory(Path.GetDirectoryName(uploads.PathOf(new string('a', 64)))!);
        await File.WriteAllBytesAsync(uploads.PathOf(new string('a', 64)), [.. "job_id\nab"u8, 0xe4, .. "\n"u8]);
        var torn = (await whatIfs.Ask(new WhatIfRequest("files", ["entitlement"]) { JobsSha256 = new string('a', 64), CapacitySha256 = new string('a', 64) }, node.Cloud, default)).Refusal!;
        Assert.Equal(("jobsSha256", "text in UTF-8", "other bytes in line 2, at byte 3"), (torn.Facts!["field"], torn.Facts["must"], torn.Facts["was"]));
        var missing = await whatIfs.Ask(new WhatIfRequest("files", ["entitlement"]) { JobsSha256 = new string('0', 64), CapacitySha256 = new string('0', 64) }, node.Cloud, default);

        Assert.Equal((1, 1, 4), (own.Value.Jobs, own.Value.Owners, own.Value.Devices));
        Assert.Equal(["compute.pool.unknown", "input.field", "compute.file.missing"], new[] { others, odd, missing }.Select(r => r.Refusal?.Code));
        Assert.Equal("compute.what-if.unknown", whatIfs.Of(own.Value.Id, node.Factory).Refusal?.Code);
        Assert.Equal("stopped", whatIfs.Stop(own.Value.Id, node.Cloud).Value.State);
    }
}
