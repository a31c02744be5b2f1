using System.Runtime.Versioning;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Fixtures;
using Xunit;
using static KeyEcosystem.Compute.Backends.BackendJobState;

namespace KeyEcosystem.Compute.Tests.Backends;

/// <summary>
/// A real slurmctld that is killed or forgets; skipped where there is none. Each test has a cluster of its own: what slurmctld restores are jobs that ran some seconds ago, whoever's they were,
/// and a node refuses a job whose number it still holds.
/// </summary>
[Trait("Store", "none")]
[SupportedOSPlatform("linux")]
public sealed class SlurmControllerTests
{
    [Fact]
    public async Task A_controller_that_is_killed_and_forgets_makes_no_job_run_twice_and_every_end_is_told()
    {
        using var cluster = new SlurmCluster();
        using var rig = new SlurmRig(cluster);
        var jobs = Enumerable.Range(0, 4).Select(_ => rig.Job(1.5)).ToList();
        foreach (var job in jobs)
        {
            await rig.Submit(job);
        }

        await rig.Until(jobs[0], j => j.State == Running && rig.Runs(jobs[0]) == 1);
        var (before, cursor) = await rig.Changes(null);

        cluster.Do("controller-kill");
        cluster.Do("controller-start");
        var after = new List<BackendJob>();
        for (var i = 0; i < 60 && before.Concat(after).Count(j => j.Ended) < jobs.Count; i++)
        {
            (var more, cursor) = await rig.Changes(cursor);
            after.AddRange(more);
            // Slurm drains a node on which it launched a job that runs there already.
            cluster.Do("resume");
            await Task.Delay(500);
        }

        foreach (var job in jobs)
        {
            var told = before.Concat(after).Where(j => j.Key == job.Key).ToList();
            Assert.True(rig.Runs(job) <= 1, $"It ran {rig.Runs(job)} times.");
            Assert.Single(told, j => j.Ended);
            Assert.Equal(told.Select(j => j.State).Order(), told.Select(j => j.State));
            // Completed only where the job itself says so: what Slurm lost on the way is told as lost.
            Assert.True(told[^1].State is Completed or NodeFailed or Lost, $"{told[^1].State} {told[^1].Reason}");
            Assert.True(told[^1].State != Completed || rig.Runs(job) == 1);
        }
    }

    [Fact]
    public async Task A_job_that_was_told_as_ended_holds_no_devices_of_a_slurm_that_takes_it_for_running_again()
    {
        using var cluster = new SlurmCluster();
        using var rig = new SlurmRig(cluster);
        var old = Enumerable.Range(0, 2).Select(_ => rig.Job(600, devices: 4)).ToList();
        foreach (var job in old)
        {
            await rig.Submit(job);
            await rig.Until(job, j => j.State == Running);
        }

        // What slurmctld saves from now on it saves with these jobs running, and it saves every few seconds only.
        var saved = Path.Combine(cluster.Facts!["folder"], "state", "job_state");
        var running = DateTime.UtcNow;
        for (var i = 0; i < 200 && File.GetLastWriteTimeUtc(saved) <= running; i++)
        {
            await Task.Delay(100);
        }

        foreach (var job in old)
        {
            BackendRig.Ok(await rig.Backend.Cancel(job.Key, TimeSpan.Zero, default));
        }

        var (told, cursor) = await rig.Follow(null, 2);
        foreach (var job in old)
        {
            // As if its keeper had been killed with it, by its node's end say: only the one who was told knows.
            File.Delete(Path.Combine(rig.Options.RunFolder, job.Key.ToString(), "ended"));
        }

        cluster.Do("controller-kill");
        cluster.Do("controller-start");
        var next = rig.Job(0.1, devices: 4);
        await rig.Submit(next);
        var (later, _) = await rig.Follow(cursor, 1);

        Assert.All(old, j => Assert.Equal(Cancelled, told.Last(t => t.Key == j.Key).State));
        Assert.All(later, j => Assert.Equal(next.Key, j.Key));
        Assert.Equal(Completed, later[^1].State);
    }

    [Fact]
    public async Task Jobs_that_slurm_has_forgotten_are_told_and_metered_by_what_else_is_known_of_them()
    {
        using var cluster = new SlurmCluster();
        using var rig = new SlurmRig(cluster);
        var (done, next) = (rig.Job(0.2, devices: 2), rig.Job(1));
        await rig.Submit(done);
        var (_, before) = await rig.Follow(null, 1);
        var ended = await rig.Find(done);
        var used = await Used(rig, done);
        await rig.Submit(next);
        var (_, cursor) = await rig.Changes(before);

        cluster.Do("controller-forget");
        var (after, _) = await rig.Follow(cursor, 1);
        var forgotten = await rig.Find(done);

        Assert.True(after.Last().State is Lost or Completed);
        Assert.Equal((Completed, 0), (forgotten.State, forgotten.ExitCode));
        Assert.InRange((forgotten.EndedAt - ended.EndedAt)!.Value.Duration(), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(used, await Used(rig, done));
        Assert.Equal(Completed, (await rig.Submit(done)).State);
    }

    private static async Task<long> Used(SlurmRig rig, BackendSubmission job)
    {
        var now = TimeProvider.System.GetUtcNow();
        return BackendRig.Ok(await rig.Backend.Usage(now.AddHours(-1), now, default)).Intervals.Where(i => i.Key == job.Key).Sum(i => i.DeviceMs);
    }
}
