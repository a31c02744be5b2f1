using System.Globalization;
using System.Threading.Channels;
using KeyEcosystem.Compute.Work;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>Runs members' jobs in a box, when this machine can build one; the node's own pinned jobs also without.</summary>
internal sealed class SandboxRunner(ComputeFolders folders, IOptions<ComputeOptions> options, RestrictedRunner restricted) : IJobRunner
{
    private readonly Lazy<(SandboxKind? Kind, SandboxStanding Standing)> trial = new(() => SandboxTrial.Run(folders.Jobs, (uint)options.Value.UserIdBase));

    public SandboxStanding Standing => trial.Value.Standing;

    public async Task<JobRunEnd> Run(JobRun run, ChannelWriter<RunLine> lines, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux() || trial.Value.Kind is not { } kind)
        {
            return new JobRunEnd(false, 0, "compute.sandbox.unavailable", Standing.Words, [], []);
        }

        // Slot 0 of the trial is free again by now: it ended before the first job was taken.
        var user = (uint)(options.Value.UserIdBase + run.Slot);
        var walls = BoxWalls.All with { Network = !run.Network };
        var limits = BoxLimits.Of(run.Limits, run.ResultsMax);
        var end = await BoxRun.Start(kind, new BoxJob(run.Job.ToString(), run.Folder, run.Command, limits, user, walls), lines, cancel);
        return Tell(end, limits) with { ProcessorMs = end.ProcessorMs };
    }

    public Task<JobRunEnd> RunRestricted(JobRun run, ChannelWriter<RunLine> lines, CancellationToken cancel) => restricted.RunRestricted(run, lines, cancel);

    private static JobRunEnd Tell(BoxEnd end, BoxLimits limits)
    {
        JobRunEnd Ended(string code, string zh, string en) => new(false, end.ExitCode, code, zh + en, end.Files, end.Refused);
        return end.Why switch
        {
            BoxStop.Exited => new JobRunEnd(true, end.ExitCode, Code(end.ExitCode), Words(end.ExitCode), end.Files, end.Refused),
            BoxStop.Cancelled => Ended(JobRunEnd.Cancelled, "被撤回。", "Withdrawn."),
            BoxStop.Wall => Ended("limit.wall", $"超过时限 {limits.Wall.TotalSeconds:0} 秒。", $"Over the limit of {limits.Wall.TotalSeconds:0} seconds."),
            BoxStop.Memory => Ended("limit.memory", $"内存超过 {limits.Memory >> 20} MiB。", $"Over the limit of {limits.Memory >> 20} MiB of memory."),
            BoxStop.Disk => Ended("limit.disk", $"文件合计超过 {limits.Disk >> 20} MiB。", $"Over the limit of {limits.Disk >> 20} MiB of files."),
            BoxStop.Entries => Ended("limit.entries", $"文件超过 {BoxLimits.Entries} 个。", $"Over the limit of {BoxLimits.Entries} files."),
            BoxStop.Output => Ended("limit.output", $"日志超过 {BoxLimits.Output >> 20} MiB。", $"It wrote more than {BoxLimits.Output >> 20} MiB to its log."),
            _ => Ended("setup.failed", "沙箱未能建立。", $"The sandbox could not be built: {end.SetupWords}"),
        };
    }

    private static string Code(int exit) => string.Create(CultureInfo.InvariantCulture, $"exit.{exit}");

    /// <summary>A shell reports a program that died of a signal as 128 and its number, but a program can also end so by itself.</summary>
    private static string Words(int exit) => exit > 128
        ? $"以代码 {exit} 结束（可能因信号 {exit - 128}）。Ended with code {exit} (perhaps by signal {exit - 128})."
        : $"以代码 {exit} 结束。Ended with code {exit}.";
}
