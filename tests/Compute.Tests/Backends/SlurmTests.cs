using System.Net;
using System.Runtime.Versioning;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Compute.Backends.Slurm;
using KeyEcosystem.Fixtures;
using Xunit;
using static KeyEcosystem.Compute.Backends.BackendJobState;

namespace KeyEcosystem.Compute.Tests.Backends;

/// <summary>What goes wrong with a real Slurm, and is told as it is; skipped where there is none.</summary>
/// <param name="cluster">The cluster.</param>
[Trait("Store", "none")]
[SupportedOSPlatform("linux")]
public sealed class SlurmTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>
{
    private const int LooksPerResume = 20;

    [Fact]
    public async Task A_controller_that_is_killed_and_forgets_makes_no_job_run_twice_and_every_end_is_told()
    {
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

        await Settle(rig);
    }

    [Fact]
    public async Task A_cluster_that_is_away_is_said_to_be_away_since_the_first_call_that_failed()
    {
        using var rig = new SlurmRig(cluster);
        BackendRig.Ok(await rig.Backend.Inventory(default));
        cluster.Do("rest-stop");
        var from = TimeProvider.System.GetUtcNow();
        Kernel.Result<BackendChanges> first, second;
        BackendStanding away;
        try
        {
            first = await rig.Backend.Changes(null, default);
            await Task.Delay(1100);
            second = await rig.Backend.Changes(null, default);
            away = rig.Backend.Standing;
        }
        finally
        {
            cluster.Do("rest-start");
        }

        BackendRig.Ok(await rig.Backend.Inventory(default));

        Assert.All([first, second], r => Assert.Equal(BackendRefusals.Unreachable, r.Refusal?.Code));
        Assert.InRange(away.UnreachableSince!.Value, from, from.AddSeconds(1));
        Assert.Equal(first.Refusal!.Facts!["since"], second.Refusal!.Facts!["since"]);
        Assert.Equal(BackendStanding.Reachable, rig.Backend.Standing);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_told_from_a_cluster_that_is_away_and_never_shown()
    {
        using var rig = new SlurmRig(cluster);
        var other = Path.Combine(rig.Folder, "other.key");
        await File.WriteAllTextAsync(other, new string('k', 64));
        File.SetUnixFileMode(other, UnixFileMode.UserRead);
        var tokens = Path.Combine(rig.Folder, "token");
        var token = SlurmCredential.Make(await File.ReadAllBytesAsync(cluster.Facts!["key"]), cluster.Facts["user"], TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5));
        await File.WriteAllTextAsync(tokens, $"SLURM_JWT={token}\n");

        rig.Open(SlurmCredential.FromKeyFile(other, cluster.Facts["user"]));
        var read = await rig.Backend.Changes(null, default);
        var submitted = await rig.Backend.Submit(rig.Job(1), default);
        rig.Open(SlurmCredential.FromTokenFile(tokens));
        var taken = await rig.Backend.Inventory(default);

        Assert.All([read.Refusal, submitted.Refusal], r => Assert.Equal(BackendRefusals.Credential, r?.Code));
        Assert.DoesNotContain("kkkk", $"{read.Refusal}{submitted.Refusal}", StringComparison.Ordinal);
        Assert.Equal(2, BackendRig.Ok(taken).Nodes.Count);
        Assert.StartsWith("slurm ", taken.Value.Software, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_whose_answer_was_lost_is_found_and_not_sent_again()
    {
        using var handler = new LosesOneAnswer();
        using var rig = new SlurmRig(cluster, handler);
        var job = rig.Job(0.1);

        var submitted = await rig.Submit(job);
        var ended = await rig.Until(job, j => j.Ended);

        Assert.Equal(1, handler.Sent);
        Assert.Equal((submitted.NativeId, Completed), (ended.NativeId, ended.State));
    }

    [Fact]
    public async Task Two_copies_of_a_job_in_one_cluster_run_once()
    {
        using var rig = new SlurmRig(cluster);
        var job = rig.Job(0.5);
        var first = await rig.Submit(job);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(rig.Options.Url, "slurm/v0.0.38/job/submit"));
        request.Headers.Add("X-SLURM-USER-NAME", rig.Options.User);
        request.Headers.Add("X-SLURM-USER-TOKEN", SlurmCredential.Make(await File.ReadAllBytesAsync(cluster.Facts!["key"]), rig.Options.User, TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5)));
        request.Content = new ByteArrayContent(SlurmScript.Body(job, Path.Combine(rig.Options.RunFolder, job.Key.ToString()))) { Headers = { { "Content-Type", "application/json" } } };
        using var copied = await http.SendAsync(request);

        var (told, _) = await rig.Follow(null, 1);

        Assert.Equal(HttpStatusCode.OK, copied.StatusCode);
        Assert.Equal([Pending, Running, Completed], told.Where(j => j.Key == job.Key).Select(j => j.State));
        Assert.Contains(told[^1].NativeId, new[] { first.NativeId, $"{int.Parse(first.NativeId) + 1}" });
        Assert.Equal(1, rig.Runs(job));
    }

    [Fact]
    public async Task A_job_that_makes_room_for_an_owner_ends_as_preempted_and_is_not_queued_again()
    {
        using var rig = new SlurmRig(cluster);
        var borrowed = Enumerable.Range(0, 2).Select(_ => rig.Job(60, devices: 4) with { Partition = "main" }).ToList();
        foreach (var each in borrowed)
        {
            await rig.Submit(each);
            await rig.Until(each, j => j.State == Running);
        }

        var owners = rig.Job(0.3, devices: 4) with { Partition = "owner" };
        await rig.Submit(owners);
        var (told, _) = await rig.Follow(null, 2);
        foreach (var each in borrowed)
        {
            BackendRig.Ok(await rig.Backend.Cancel(each.Key, TimeSpan.Zero, default));
        }

        Assert.Equal(Completed, told.Single(j => j.Key == owners.Key && j.Ended).State);
        var preempted = Assert.Single(told, j => j.State == Preempted);
        Assert.True(preempted.EndedAt >= preempted.StartedAt);
        Assert.Equal(4, Assert.Single(preempted.Devices).Count);
    }

    [Fact]
    public async Task Jobs_that_slurm_has_forgotten_are_told_and_metered_by_what_else_is_known_of_them()
    {
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
        await Settle(rig);
    }

    [Fact]
    public async Task A_job_that_has_ended_and_that_slurm_counts_as_running_is_told_as_it_ended_and_holds_devices_no_longer()
    {
        using var rig = new SlurmRig(cluster);
        rig.Options = rig.Options with { UnheardMax = TimeSpan.FromSeconds(1) };
        rig.Reopen();
        var ghosts = Enumerable.Range(0, 2).Select(_ => rig.Job(600, devices: 4)).ToList();
        foreach (var ghost in ghosts)
        {
            await rig.Submit(ghost);
            await rig.Until(ghost, j => j.State == Running);
        }

        // What its keeper writes at its end, though Slurm never hears of that end.
        await File.WriteAllTextAsync(Path.Combine(rig.Options.RunFolder, ghosts[0].Key.ToString(), "ended"), "0\n");
        await File.WriteAllTextAsync(Path.Combine(rig.Options.RunFolder, ghosts[1].Key.ToString(), "ended"), "7\n");
        var (told, cursor) = await rig.Follow(null, 2);
        var next = rig.Job(0.1, devices: 4);
        await rig.Submit(next);
        var (later, _) = await rig.Follow(cursor, 1);

        Assert.Equal([(Completed, 0), (Failed, 7)], ghosts.Select(g => told.Single(j => j.Key == g.Key && j.Ended)).Select(j => (j.State, j.ExitCode!.Value)));
        Assert.Equal((next.Key, Completed), (later.Single(j => j.Ended).Key, later[^1].State));
    }

    [Fact]
    public async Task A_job_over_its_nodes_holds_devices_on_each()
    {
        using var rig = new SlurmRig(cluster);
        var gang = rig.Job(0.5, devices: 3) with { Nodes = 2 };

        await rig.Submit(gang);
        var running = await rig.Until(gang, j => j.State == Running);
        var ended = await rig.Until(gang, j => j.Ended);

        Assert.Equal(["alpha-1", "alpha-2"], running.Devices.Select(d => d.Node).Order());
        Assert.All(running.Devices, d => Assert.Equal((3, 3), (d.Count, d.Indexes.Count)));
        Assert.Equal([("alpha-1", 3), ("alpha-2", 3)], ended.Devices.Select(d => (d.Node, d.Count)).Order());
    }

    [Fact]
    public async Task A_token_does_not_go_in_clear_to_another_machine()
    {
        using var rig = new SlurmRig(cluster);
        rig.Options = rig.Options with { Url = new Uri("http://cluster.example:6820") };
        rig.Reopen();

        var refused = await rig.Backend.Inventory(default);

        Assert.Equal(BackendRefusals.Credential, refused.Refusal?.Code);
        Assert.Contains("https", refused.Refusal!.Detail, StringComparison.Ordinal);
    }

    /// <summary>A slurmctld that has forgotten gives the same numbers again, and a node refuses a number that it still holds. The tests after this one begin when those are used up.</summary>
    private async Task Settle(SlurmRig rig)
    {
        for (var (ran, tries) = (0, 0); ran < 6 && tries < 60; tries++)
        {
            var (job, looks) = (rig.Job(0), 0);
            await rig.Submit(job);
            var ended = await rig.Until(job, j =>
            {
                // A node that refuses a number is drained at any moment until then.
                if (!j.Ended && looks++ % LooksPerResume == 0)
                {
                    cluster.Do("resume");
                }

                return j.Ended;
            });
            Assert.True(ended.State is Completed or NodeFailed, $"{ended.State} {ended.Reason}");
            ran = ended.State == Completed ? ran + 1 : 0;
        }
    }

    private static async Task<long> Used(SlurmRig rig, BackendSubmission job)
    {
        var now = TimeProvider.System.GetUtcNow();
        return BackendRig.Ok(await rig.Backend.Usage(now.AddHours(-1), now, default)).Intervals.Where(i => i.Key == job.Key).Sum(i => i.DeviceMs);
    }

    /// <summary>Lets the first submission through and loses the answer.</summary>
    private sealed class LosesOneAnswer() : DelegatingHandler(new SocketsHttpHandler())
    {
        public int Sent { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Post && ++Sent == 1)
            {
                answer.Dispose();
                throw new HttpRequestException("lost");
            }

            return answer;
        }
    }
}
