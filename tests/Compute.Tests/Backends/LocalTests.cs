using KeyEcosystem.Compute.Backends.Local;
using Xunit;
using static KeyEcosystem.Compute.Backends.BackendJobState;

namespace KeyEcosystem.Compute.Tests.Backends;

[Trait("Store", "none")]
public sealed class LocalTests
{
    [Fact]
    public async Task A_device_is_given_to_one_job_at_a_time_and_the_job_knows_which()
    {
        using var rig = new LocalRig();
        var jobs = Enumerable.Range(0, 6).Select(_ => rig.Job(0.2, devices: 2) with { Command = ["/bin/sh", "-c", "echo \"$CUDA_VISIBLE_DEVICES\"; sleep 0.2"] }).ToList();
        foreach (var job in jobs)
        {
            await rig.Submit(job);
        }

        var (told, _) = await rig.Follow(null, jobs.Count);

        var ends = told.Where(j => j.Ended).ToList();
        foreach (var (one, other) in ends.SelectMany(a => ends.Where(b => a.Key != b.Key).Select(b => (a, b))))
        {
            var share = one.Devices.SelectMany(d => d.Indexes).Intersect(other.Devices.SelectMany(d => d.Indexes)).Any();
            Assert.False(share && one.StartedAt < other.EndedAt && other.StartedAt < one.EndedAt, "Two jobs held one device at once.");
        }

        Assert.All(jobs, j => Assert.Equal(string.Join(',', ends.Single(e => e.Key == j.Key).Devices.SelectMany(d => d.Indexes)), File.ReadAllText(j.LogFile).Trim()));
    }

    [Fact]
    public async Task Jobs_that_share_a_device_get_the_same_one_and_others_another()
    {
        using var rig = new LocalRig();
        var jobs = Enumerable.Range(0, 8).Select(i => rig.Job(0.5, devices: 1) with { SharedDevice = i < 6 ? $"device-{i / 3}" : null, CpusPerNode = 4, Command = ["/bin/sh", "-c", "echo \"$CUDA_VISIBLE_DEVICES\"; sleep 0.5"] }).ToList();
        foreach (var job in jobs)
        {
            await rig.Submit(job);
        }

        var (told, _) = await rig.Follow(null, jobs.Count);

        var ends = jobs.Select(j => told.Single(t => t.Ended && t.Key == j.Key)).ToList();
        var devices = ends.Select(e => Assert.Single(e.Devices.SelectMany(d => d.Indexes))).ToList();
        Assert.Single(devices[..3].Distinct());
        Assert.Single(devices[3..6].Distinct());
        Assert.Equal(4, new[] { devices[0], devices[3], devices[6], devices[7] }.Distinct().Count());
        Assert.True(ends.Max(e => e.StartedAt) < ends.Min(e => e.EndedAt), "All ran at once: shares do not wait for processors of their own.");
        Assert.All(jobs.Zip(devices), j => Assert.Equal($"{j.Second}", File.ReadAllText(j.First.LogFile).Trim()));
    }

    [Fact]
    public async Task A_machine_with_more_devices_than_cores_tells_of_its_cores_and_runs_a_job_on_each_device()
    {
        using var rig = new LocalRig(cores: 2);
        var jobs = Enumerable.Range(0, 4).Select(_ => rig.Job(60)).ToList();
        foreach (var job in jobs)
        {
            await rig.Submit(job);
        }

        foreach (var job in jobs)
        {
            await rig.Until(job, j => j.State == Running);
        }

        var machine = Assert.Single((await rig.Backend.Inventory(default)).Value.Nodes);
        Assert.Equal((2, 2, 4), (machine.Cpus, machine.CpusUsed, machine.Devices.Sum(d => d.Used)));
    }

    [Fact]
    public async Task A_job_over_its_time_is_ended_without_the_adapter()
    {
        using var rig = new LocalRig();
        var job = rig.Job(60) with { WallMax = TimeSpan.FromSeconds(0.3) };
        await rig.Submit(job);

        var ended = await rig.Until(job, j => j.Ended);

        Assert.Equal((Failed, "TimeLimit", null), (ended.State, ended.Reason, ended.ExitCode));
    }

    [Fact]
    public async Task Processes_of_a_job_that_together_have_more_memory_than_it_asked_for_are_ended_though_nobody_looks_at_it()
    {
        using var rig = new LocalRig();
        var hold = "x=$(head -c 30000000 /dev/zero | tr '\\0' x); sleep 20; echo ${#x} >> survived";
        var (large, small) = (rig.Job(60) with { MemoryMibPerNode = 64, Command = ["/bin/sh", "-c", $"({hold}) & ({hold}) & ({hold}) & wait; exit 3"] }, rig.Job(1) with { MemoryMibPerNode = 64 });
        await rig.Submit(large);
        await rig.Submit(small);
        var mark = Path.Combine(rig.Options.RunFolder, large.Key.ToString(), "ended");
        for (var i = 0; i < 200 && !File.Exists(mark); i++)
        {
            await Task.Delay(50);
        }

        rig.Reopen();
        var ended = await rig.Until(large, j => j.Ended);
        var other = await rig.Until(small, j => j.Ended);

        Assert.Equal((Failed, "OutOfMemory", null), (ended.State, ended.Reason, ended.ExitCode));
        Assert.Equal(Completed, other.State);
        Assert.False(File.Exists(Path.Combine(rig.Folder, "survived")));
    }

    [Fact]
    public async Task A_job_whose_keeper_was_killed_is_lost_and_gives_its_devices_back()
    {
        using var rig = new LocalRig();
        var job = rig.Job(1, devices: 4);
        await rig.Submit(job);
        await rig.Until(job, j => j.State == Running);

        var stat = (await File.ReadAllTextAsync(Path.Combine(rig.Options.RunFolder, job.Key.ToString(), "started"))).Split(' ');
        using (var keeper = System.Diagnostics.Process.GetProcessById(int.Parse(stat[0])))
        {
            keeper.Kill();
            await keeper.WaitForExitAsync();
        }

        var ended = await rig.Until(job, j => j.Ended);
        var next = rig.Job(0.1, devices: 4);
        await rig.Submit(next);

        Assert.Equal((Lost, "KeeperGone"), (ended.State, ended.Reason));
        Assert.Equal(Completed, (await rig.Until(next, j => j.Ended)).State);
        Assert.Equal(Lost, (await rig.Submit(job)).State);
    }

    [Fact]
    public async Task A_machine_that_was_started_again_has_failed_its_jobs()
    {
        using var rig = new LocalRig();
        var job = rig.Job(1);
        await rig.Submit(job);
        await rig.Until(job, j => j.State == Running);
        var mark = Path.Combine(rig.Options.RunFolder, job.Key.ToString(), "started");
        await File.WriteAllTextAsync(mark, (await File.ReadAllTextAsync(mark)).Split('\n')[0] + "\nanother-boot\n");
        rig.Reopen();

        var ended = await rig.Until(job, j => j.Ended);

        Assert.Equal((NodeFailed, "Rebooted"), (ended.State, ended.Reason));
    }

    [Fact]
    public async Task What_is_really_started_is_the_launchers_to_say()
    {
        using var rig = new LocalRig();
        ((LocalProcesses)rig.Backend).Dispose();
        using var backend = new LocalProcesses(rig.Options with { Launcher = (job, held) => ["/bin/echo", $"boxed {held.Sum(h => h.Count)}", .. job.Command.Take(1)] }, rig.Time);
        var job = rig.Job(60, devices: 3);
        await backend.Submit(job, default);
        while (!BackendRig.Ok(await backend.Find(job.Key, default)).Ended)
        {
            await rig.Pass();
        }

        Assert.Equal("boxed 3 /bin/sh", (await File.ReadAllTextAsync(job.LogFile)).Trim());
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_fails_in_words()
    {
        using var rig = new LocalRig();
        var (program, folder) = (rig.Job(1) with { Command = ["/nowhere/program"] }, rig.Job(1) with { Folder = "/nowhere" });
        await rig.Submit(program);
        await rig.Submit(folder);

        var noProgram = await rig.Until(program, j => j.Ended);
        var noFolder = await rig.Until(folder, j => j.Ended);

        Assert.Equal((Failed, 127), (noProgram.State, noProgram.ExitCode));
        Assert.Equal(Failed, noFolder.State);
        Assert.StartsWith("LaunchFailed", noFolder.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_adapters_do_not_work_in_one_folder()
    {
        using var rig = new LocalRig();

        Assert.Throws<IOException>(() => new LocalProcesses(rig.Options, rig.Time));
    }
}
