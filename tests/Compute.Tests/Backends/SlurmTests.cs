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
