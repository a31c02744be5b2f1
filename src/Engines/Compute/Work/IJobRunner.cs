using System.Threading.Channels;

namespace KeyEcosystem.Compute.Work;

/// <summary>Runs a job somewhere. The engine knows no more of sandboxes than this.</summary>
internal interface IJobRunner
{
    /// <summary>Whether jobs of members can be run now.</summary>
    SandboxStanding Standing { get; }

    /// <summary>Runs in the sandbox. Ends only when nothing of the job lives any more.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="lines">Takes what the job writes; completed by the runner never.</param>
    /// <param name="cancel">Ends the run: it then answers with <see cref="JobRunEnd.Cancelled"/>, it does not throw.</param>
    Task<JobRunEnd> Run(JobRun run, ChannelWriter<RunLine> lines, CancellationToken cancel);

    /// <summary>Runs without a sandbox. Only ever called for a job pinned by its hash.</summary>
    /// <param name="run">What to run.</param>
    /// <param name="lines">Takes what the job writes.</param>
    /// <param name="cancel">Ends the run.</param>
    Task<JobRunEnd> RunRestricted(JobRun run, ChannelWriter<RunLine> lines, CancellationToken cancel);
}
