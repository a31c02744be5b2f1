namespace KeyEcosystem.Compute.Backends.Local;

/// <summary>A machine that runs jobs as processes.</summary>
/// <param name="RunFolder">Absolute folder of the jobs' marks; one adapter at a time works in it.</param>
/// <param name="Node">The machine's name.</param>
/// <param name="Devices">The flavor of each of its devices, by index; empty for none.</param>
/// <param name="Cpus">Processor cores it gives to jobs, one to each at the least.</param>
/// <param name="MemoryMib">Memory it gives to jobs. What a job asked for is watched, of all its processes together, and who exceeds it is ended.</param>
public sealed record LocalOptions(string RunFolder, string Node, IReadOnlyList<string> Devices, int Cpus, long MemoryMib)
{
    /// <summary>What is really started for a job that got its devices: a sandbox around its command, say. By default the command itself.</summary>
    public Func<BackendSubmission, IReadOnlyList<HeldDevices>, IReadOnlyList<string>> Launcher { get; init; } = static (job, _) => job.Command;

    /// <summary>Processor cores that the machine has, and tells of, where it gives its jobs more of them (more devices than cores); null for <see cref="Cpus"/>.</summary>
    public int? Cores { get; init; }

    /// <summary>How long a job may go on that was asked to end at its time limit.</summary>
    public TimeSpan LimitGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the memory of running jobs is looked at; a burst between two looks is not seen.</summary>
    public TimeSpan MemoryEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the run folders of ended jobs are kept.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromDays(30);
}
