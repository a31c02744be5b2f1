using KeyEcosystem.Compute.Backends;
using Xunit;
using static KeyEcosystem.Compute.Backends.BackendJobState;

namespace KeyEcosystem.Compute.Tests.Backends;

[Trait("Store", "none")]
public sealed class SimulatedTests
{
    [Fact]
    public async Task A_node_that_fails_takes_its_jobs_with_it_and_no_others()
    {
        using var rig = new SimulatedRig();
        var jobs = new[] { rig.Job(9, devices: 4), rig.Job(9, devices: 4) };
        foreach (var job in jobs)
        {
            await rig.Submit(job);
        }

        rig.Cluster.FailNode((await rig.Find(jobs[0])).Devices[0].Node);

        Assert.Equal((NodeFailed, Running), ((await rig.Find(jobs[0])).State, (await rig.Find(jobs[1])).State));
        Assert.Equal(4, BackendRig.Ok(await rig.Backend.Inventory(default)).Offered["h100"]);
    }

    [Fact]
    public async Task A_preempted_job_ends_and_the_next_gets_its_devices_at_that_instant()
    {
        using var rig = new SimulatedRig();
        var jobs = Enumerable.Range(0, 3).Select(_ => rig.Job(9, devices: 4)).ToList();
        foreach (var job in jobs)
        {
            await rig.Submit(job);
        }

        await rig.Pass();
        rig.Cluster.Preempt(jobs[0].Key);

        var (ended, next) = (await rig.Find(jobs[0]), await rig.Find(jobs[2]));
        Assert.Equal((Preempted, Running), (ended.State, next.State));
        Assert.Equal(ended.EndedAt, next.StartedAt);
    }

    [Fact]
    public async Task What_the_scheduler_forgot_is_told_as_lost_once_and_what_it_does_not_answer_is_not()
    {
        using var rig = new SimulatedRig();
        var job = rig.Job(9);
        await rig.Submit(job);
        var (_, cursor) = await rig.Changes(null);

        rig.Cluster.SetAway(true);
        var away = await rig.Backend.Changes(cursor, default);
        rig.Cluster.SetAway(false);
        rig.Cluster.Forget();
        var (told, next) = await rig.Changes(cursor);
        var (after, _) = await rig.Changes(next);

        Assert.Equal(BackendRefusals.Unreachable, away.Refusal?.Code);
        Assert.Equal(Lost, Assert.Single(told).State);
        Assert.Empty(after);
    }

    [Fact]
    public async Task A_watcher_outlives_an_outage_and_is_told_everything_once()
    {
        using var rig = new SimulatedRig();
        var job = rig.Job(0.3);
        await rig.Submit(job);
        rig.Cluster.SetAway(true);
        var states = new List<BackendJobState>();
        var watching = Task.Run(async () =>
        {
            await foreach (var changes in rig.Backend.Watch(null, TimeSpan.FromMilliseconds(100), rig.Time, default))
            {
                states.AddRange(changes.Jobs.Select(j => j.State));
                if (states.Contains(Completed))
                {
                    return;
                }
            }
        });
        for (var i = 0; !watching.IsCompleted; i++)
        {
            if (i == 10)
            {
                rig.Cluster.SetAway(false);
            }

            await rig.Pass();
            await Task.Yield();
        }

        await watching;
        Assert.Equal([Pending, Running, Completed], states);
    }
}
