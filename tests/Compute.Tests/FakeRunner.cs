using System.Collections.Concurrent;
using System.Threading.Channels;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Tests;

/// <summary>Runs nothing: each run waits until the test says how it ended.</summary>
internal sealed class FakeRunner : IJobRunner
{
    private readonly ConcurrentDictionary<JobId, TaskCompletionSource<JobRunEnd>> ends = new();
    private readonly ConcurrentDictionary<JobId, TaskCompletionSource<(JobRun Run, bool Restricted)>> begun = new();

    public SandboxStanding Standing { get; set; } = new(true, "fake");

    public Task<JobRunEnd> Run(JobRun run, ChannelWriter<RunLine> lines, CancellationToken cancel) => Begin(run, lines, restricted: false, cancel);

    public Task<JobRunEnd> RunRestricted(JobRun run, ChannelWriter<RunLine> lines, CancellationToken cancel) => Begin(run, lines, restricted: true, cancel);

    /// <summary>Answers when the job's process would be there.</summary>
    public Task<(JobRun Run, bool Restricted)> Begun(JobId job) => Of(begun, job).Task;

    public void Exit(JobId job, int code, params (string Name, string Path)[] files) =>
        Of(ends, job).SetResult(new JobRunEnd(true, code, $"exit.{code}", $"Ended with code {code}.", files, []));

    public void End(JobId job, string ending) => Of(ends, job).SetResult(new JobRunEnd(false, 0, ending, ending, [], []));

    public void Fail(JobId job) => Of(ends, job).SetException(new InvalidOperationException("planted"));

    private static TaskCompletionSource<T> Of<T>(ConcurrentDictionary<JobId, TaskCompletionSource<T>> all, JobId job) =>
        all.GetOrAdd(job, _ => new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task<JobRunEnd> Begin(JobRun run, ChannelWriter<RunLine> lines, bool restricted, CancellationToken cancel)
    {
        await lines.WriteAsync(new RunLine(false, "hello"), CancellationToken.None);
        await lines.WriteAsync(new RunLine(true, "world"), CancellationToken.None);
        Of(begun, run.Job).TrySetResult((run, restricted));
        try
        {
            return await Of(ends, run.Job).Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            return new JobRunEnd(false, 0, JobRunEnd.Cancelled, "Withdrawn.", [], []);
        }
    }
}
