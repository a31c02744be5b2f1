using KeyEcosystem.Compute.Backends;
using Xunit;
using static KeyEcosystem.Compute.Backends.BackendJobState;

namespace KeyEcosystem.Compute.Tests.Backends;

/// <summary>What every back-end keeps, whatever runs behind it.</summary>
[Trait("Store", "none")]
public abstract class BackendContract
{
    private protected abstract BackendRig Rig();

    [Fact]
    public async Task A_job_runs_once_however_often_it_is_submitted()
    {
        using var rig = Rig();
        var job = rig.Job(0.2);

        var first = await rig.Submit(job);
        var second = await rig.Submit(job);
        rig.Reopen();
        var third = await rig.Submit(job);
        await rig.Until(job, j => j.Ended);
        var late = await rig.Submit(job);

        Assert.All([second, third, late], j => Assert.Equal(first.NativeId, j.NativeId));
        Assert.Equal(Completed, late.State);
        Assert.True(rig.Runs(job) is null or 1, $"It ran {rig.Runs(job)} times.");
    }

    [Fact]
    public async Task Every_change_is_told_once_and_in_order_also_to_one_who_comes_late()
    {
        using var rig = Rig();
        var (well, ill) = (rig.Job(0.1), rig.Job(0.1, code: 3));
        await rig.Submit(well);
        await rig.Submit(ill);

        var (told, cursor) = await rig.Follow(null, 2);
        var (after, _) = await rig.Changes(cursor);
        var (late, _) = await rig.Changes(null);

        Assert.Empty(after);
        foreach (var seen in new[] { told, late })
        {
            Assert.Equal([Pending, Running, Completed], seen.Where(j => j.Key == well.Key).Select(j => j.State));
            Assert.Equal([Pending, Running, Failed], seen.Where(j => j.Key == ill.Key).Select(j => j.State));
        }

        Assert.Equal(3, told.Last(j => j.Key == ill.Key).ExitCode);
        Assert.Equal(0, told.Last(j => j.Key == well.Key).ExitCode);
        Assert.All(told.Where(j => j.Ended), j => Assert.True(j.SubmittedAt <= j.StartedAt!.Value.AddSeconds(1) && j.StartedAt <= j.EndedAt));
    }

    [Fact]
    public async Task A_job_that_is_cancelled_is_asked_first_and_killed_when_its_grace_is_over()
    {
        using var rig = Rig();
        var (heeds, deaf) = (rig.Job(60), rig.Job(60, deaf: true));
        await rig.Submit(heeds);
        await rig.Submit(deaf);
        await rig.Until(heeds, j => j.State == Running && rig.Runs(heeds) is null or 1);
        await rig.Until(deaf, j => j.State == Running && rig.Runs(deaf) is null or 1);

        var both = await Task.WhenAll(Cancel(rig, heeds, TimeSpan.FromSeconds(60)), Cancel(rig, deaf, TimeSpan.FromSeconds(0.5)));

        Assert.All(both, j => Assert.Equal(Cancelled, j.State));
        Assert.All(both, j => Assert.True(j.EndedAt - j.StartedAt < TimeSpan.FromSeconds(40)));
        Assert.True(rig.Runs(heeds) is null || File.ReadAllText(heeds.LogFile).Contains("asked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_waits_says_why_and_is_cancelled_without_ever_holding_a_device()
    {
        using var rig = Rig();
        var all = Enumerable.Range(0, rig.Size.Devices / rig.Size.OfNode).Select(_ => rig.Job(60, devices: rig.Size.OfNode)).ToList();
        foreach (var each in all)
        {
            await rig.Submit(each);
            await rig.Until(each, j => j.State == Running);
        }

        var waits = rig.Job(0.1);
        await rig.Submit(waits);
        var pending = await rig.Until(waits, j => j.Reason is "Resources" or "Priority");
        var inventory = BackendRig.Ok(await rig.Backend.Inventory(default));
        var cancelled = await Cancel(rig, waits, TimeSpan.FromSeconds(5));
        foreach (var each in all)
        {
            await Cancel(rig, each, TimeSpan.Zero);
        }

        Assert.Equal(Pending, pending.State);
        Assert.Equal(rig.Size.Devices, inventory.Offered["h100"]);
        Assert.Equal(rig.Size.Devices, inventory.Nodes.Sum(n => n.Devices.Sum(d => d.Used)));
        Assert.Equal((Cancelled, null), (cancelled.State, cancelled.StartedAt));
        Assert.Empty(cancelled.Devices);
        Assert.True(rig.Runs(waits) is null or 0);
    }

    [Fact]
    public async Task Usage_is_the_sum_of_its_intervals_however_the_time_is_cut()
    {
        using var rig = Rig();
        var jobs = new[] { rig.Job(1.2, devices: 2), rig.Job(0.3, devices: 1), rig.Job(0.3, code: 1, devices: 0) };
        foreach (var job in jobs)
        {
            await rig.Submit(job);
        }

        var (told, _) = await rig.Follow(null, 3);

        var ends = told.Where(j => j.Ended).ToList();
        var (from, to) = (ends.Min(j => j.StartedAt!.Value).AddSeconds(-5), ends.Max(j => j.EndedAt!.Value).AddSeconds(5));
        var middle = from.AddSeconds(5.5);
        async Task<long> Of(DateTimeOffset a, DateTimeOffset b) =>
            BackendRig.Ok(await rig.Backend.Usage(a, b, default)).Intervals.Where(i => jobs.Any(j => j.Key == i.Key)).Sum(i => i.DeviceMs);
        var whole = await Of(from, to);

        Assert.Equal(ends.Sum(j => j.Devices.Sum(d => d.Count) * (j.EndedAt!.Value.ToUnixTimeMilliseconds() - j.StartedAt!.Value.ToUnixTimeMilliseconds())), whole);
        Assert.Equal(whole, await Of(from, middle) + await Of(middle, to));
        Assert.True(whole > 0);
        Assert.All(ends.Where(j => j.Key != jobs[2].Key), j => Assert.Equal("h100", Assert.Single(j.Devices).Flavor));
    }

    [Fact]
    public async Task An_adapter_that_starts_again_finds_the_jobs_and_misses_no_change()
    {
        using var rig = Rig();
        var (ends, stays) = (rig.Job(0.1), rig.Job(60));
        await rig.Submit(ends);
        await rig.Submit(stays);
        await rig.Until(stays, j => j.State == Running);
        var (before, cursor) = await rig.Changes(null);
        rig.Reopen();

        var (after, _) = await rig.Follow(cursor, 1 - before.Count(j => j.Ended));
        var found = await rig.Find(stays);
        var cancelled = await Cancel(rig, stays, TimeSpan.Zero);

        Assert.Equal([Pending, Running, Completed], before.Concat(after).Where(j => j.Key == ends.Key).Select(j => j.State));
        Assert.Equal([Pending, Running], before.Concat(after).Where(j => j.Key == stays.Key).Select(j => j.State));
        Assert.Equal((Running, Cancelled), (found.State, cancelled.State));
        Assert.True(rig.Runs(ends) is null or 1);
    }

    [Fact]
    public async Task What_can_never_run_what_is_not_known_and_what_is_no_cursor_are_refused_in_words()
    {
        using var rig = Rig();

        var large = await rig.Backend.Submit(rig.Job(1, devices: rig.Size.OfNode + 1), default);
        var otherFlavor = await rig.Backend.Submit(rig.Job(1) with { Flavor = "abacus" }, default);
        var relative = await rig.Backend.Submit(rig.Job(1) with { Folder = "here" }, default);
        var unknown = await rig.Backend.Find(rig.Job(1).Key, default);
        var cancelled = await rig.Backend.Cancel(rig.Job(1).Key, TimeSpan.Zero, default);
        var cursor = await rig.Backend.Changes("nonsense", default);

        Assert.All([large, otherFlavor, relative], r => Assert.Equal(BackendRefusals.JobRefused, r.Refusal?.Code));
        Assert.All([unknown, cancelled], r => Assert.Equal(BackendRefusals.JobUnknown, r.Refusal?.Code));
        Assert.Equal("input.field", cursor.Refusal?.Code);
        Assert.Contains("not an absolute path", relative.Refusal!.Detail, StringComparison.Ordinal);
    }

    private static async Task<BackendJob> Cancel(BackendRig rig, BackendSubmission job, TimeSpan grace)
    {
        var cancelling = rig.Backend.Cancel(job.Key, grace, default);
        while (!cancelling.IsCompleted)
        {
            await rig.Pass();
        }

        return BackendRig.Ok(await cancelling);
    }
}
