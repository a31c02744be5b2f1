using KeyEcosystem.Cli.Agent;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>What runs saved that their job may go on from, as an agent keeps it.</summary>
public sealed class SavedWorkTests : IDisposable
{
    private readonly TestFolder root = new("keyeco-saved-");
    private readonly JobId job = new(Guid.CreateVersion7());

    public void Dispose() => root.Dispose();

    [Theory]
    [InlineData(true, 2, true)]
    [InlineData(false, 2, false)]
    [InlineData(true, 3, false)]
    public void The_next_run_takes_up_what_the_one_before_saved_where_its_job_goes_on(bool goesOn, int next, bool taken)
    {
        var folders = new RunFolder(root.Path);
        Run(folders, job, 1, "work");

        folders.Forget(new RunName(job, 1), goesOn);
        Run(folders, job, next);

        Assert.Equal(taken, folders.TakeUp(new RunName(job, next)));
        Assert.Equal(taken ? "work" : null, Saved(folders, job, next));
        Assert.False(folders.TakeUp(new RunName(job, next)));
        Assert.False(Directory.Exists(folders.Of(new RunName(job, 1).Key)));
    }

    [Fact]
    public void Another_jobs_work_is_never_taken_up_and_what_nobody_takes_up_is_removed()
    {
        var (folders, other) = (new RunFolder(root.Path), new JobId(Guid.CreateVersion7()));
        Run(folders, job, 1, "work");
        folders.Forget(new RunName(job, 1), goesOn: true);
        Run(folders, other, 2);

        Assert.False(folders.TakeUp(new RunName(other, 2)));
        folders.Clear(DateTimeOffset.UtcNow.AddDays(-1));
        Assert.Single(Directory.GetDirectories(Path.Combine(root.Path, "saved")));
        folders.Clear(DateTimeOffset.UtcNow.AddDays(1));
        Assert.Empty(Directory.GetDirectories(Path.Combine(root.Path, "saved")));
    }

    [Fact]
    public void Work_of_a_job_that_has_ended_well_is_not_kept()
    {
        var folders = new RunFolder(root.Path);
        Run(folders, job, 1, "work");
        folders.Forget(new RunName(job, 1), goesOn: true);
        Run(folders, job, 3, "more");

        folders.Forget(new RunName(job, 3), goesOn: false);

        Assert.Empty(Directory.GetDirectories(Path.Combine(root.Path, "saved")));
    }

    private static void Run(RunFolder folders, JobId job, int attempt, string? saved = null)
    {
        var run = new RunName(job, attempt);
        folders.Remember(run, new RunOrder(job, attempt, ["true"], null, 1, new JobLimits(null, null, null, null), null, [], 20));
        if (saved is not null)
        {
            File.WriteAllText(Path.Combine(folders.Of(run.Key), "checkpoint", "half"), saved);
        }
    }

    private static string? Saved(RunFolder folders, JobId job, int attempt) =>
        Path.Combine(folders.Of(new RunName(job, attempt).Key), "checkpoint", "half") is var file && File.Exists(file) ? File.ReadAllText(file) : null;
}
