using System.Runtime.Versioning;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Compute.Backends.Slurm;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Backends;

/// <summary>What is told of a job's end when slurmctld and the job's own marks say different things: the same, whether slurmctld still lists it or only its completions remember it.</summary>
[Trait("Store", "none")]
[SupportedOSPlatform("linux")]
public sealed class SlurmEvidenceTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("keyeco-test-").FullName;
    private readonly BackendKey key = new(new JobId(Guid.CreateVersion7()), 1);

    [Theory]
    [InlineData("CANCELLED", 0, false, "Completed 0")]
    [InlineData("CANCELLED", 7, false, "Failed 7")]
    [InlineData("CANCELLED", null, false, "Cancelled")]
    [InlineData("CANCELLED", 0, true, "Cancelled")]
    [InlineData("COMPLETED", 0, true, "Cancelled 0")]
    [InlineData("COMPLETED", 0, false, "Completed 0")]
    [InlineData("PREEMPTED", 137, false, "Preempted")]
    public async Task An_end_is_told_by_the_job_itself_where_slurm_only_says_cancelled(string slurm, int? code, bool wished, string told)
    {
        var marks = new RunMarks(root);
        var folder = Directory.CreateDirectory(marks.FolderOf(key)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "started"), "1\nboot\n", TestContext.Current.CancellationToken);
        if (wished)
        {
            marks.WishEnd(key, DateTimeOffset.UnixEpoch);
        }

        if (code is { } c)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "ended"), $"{c}\n", TestContext.Current.CancellationToken);
        }

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var record = new SlurmRecord(key, 8, slurm, "", 0, now - 2, now - 1, now, ["alpha-1"], 1, [], "gpu:2");
        var evidence = new SlurmEvidence(marks, TimeSpan.FromSeconds(15), TimeProvider.System);

        var jobs = new[] { evidence.Of(record, _ => "h100"), evidence.OfMissing(key, record, _ => "h100")! };

        Assert.All(jobs, j => Assert.Equal(told, $"{j.State} {j.ExitCode}".Trim()));
    }

    [Theory]
    [InlineData(0.25, 0.75, 0, 0.25, 0.75)]
    [InlineData(0.25, 3.5, 3, 0.25, 3.5)]
    [InlineData(0.25, 4.5, 3, 0, 3)]
    [InlineData(1.5, 3.5, 3, 0, 3)]
    [InlineData(-0.5, 0.5, 0, 0, 0)]
    [InlineData(0.25, null, 3, 0, 3)]
    public async Task Begin_and_end_are_the_jobs_own_marks_where_they_lie_within_slurms_seconds(double started, double? ended, int slurmEnd, double from, double to)
    {
        var second = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 100);
        var marks = new RunMarks(root);
        var folder = Directory.CreateDirectory(marks.FolderOf(key)).FullName;
        await Mark("started", "1\nboot\n", started);
        if (ended is { } at)
        {
            await Mark("ended", "0\n", at);
        }

        var from0 = second.ToUnixTimeSeconds();
        var record = new SlurmRecord(key, 8, "COMPLETED", "", 0, from0 - 1, from0, from0 + slurmEnd, ["alpha-1"], 1, [], "gpu:2");
        var evidence = new SlurmEvidence(marks, TimeSpan.FromSeconds(15), TimeProvider.System);

        var jobs = new[] { evidence.Of(record, _ => "h100"), evidence.OfMissing(key, record, _ => "h100")! };

        Assert.All(jobs, j => Assert.Equal((from, to), ((j.StartedAt!.Value - second).TotalSeconds, (j.EndedAt!.Value - second).TotalSeconds)));

        async Task Mark(string name, string text, double seconds)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
            File.SetLastWriteTimeUtc(Path.Combine(folder, name), second.AddSeconds(seconds).UtcDateTime);
        }
    }

    [Theory]
    [InlineData(false, false, "NodeFailed LaunchFailed")]
    [InlineData(true, false, "Cancelled ")]
    [InlineData(false, true, "Cancelled ")]
    public void What_slurm_cancelled_at_its_launch_and_nobody_asked_to_end_its_node_did_not_run(bool wished, bool waited, string told)
    {
        var marks = new RunMarks(root);
        Directory.CreateDirectory(marks.FolderOf(key));
        if (wished)
        {
            marks.WishEnd(key, DateTimeOffset.UnixEpoch);
        }

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var record = new SlurmRecord(key, 8, "CANCELLED", "", 0, now - 2, waited ? 0 : now, now, waited ? [] : ["alpha-1"], 1, [], "gpu:2");
        var evidence = new SlurmEvidence(marks, TimeSpan.FromSeconds(15), TimeProvider.System);

        var jobs = new[] { evidence.Of(record, _ => "h100"), evidence.OfMissing(key, record, _ => "h100")! };

        Assert.All(jobs, j => Assert.Equal(told, $"{j.State} {j.Reason}"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
