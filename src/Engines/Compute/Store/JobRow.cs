using KeyEcosystem.Compute.Core;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

internal sealed class JobRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Pool { get; init; }

    /// <summary>The pool's owner when the job was taken.</summary>
    public required Guid Provider { get; init; }

    /// <summary>Where it holds devices; null while it waits. The own pool, or one of the same cohort.</summary>
    public Guid? RunPool { get; set; }

    /// <summary>The owner of <see cref="RunPool"/>.</summary>
    public Guid? RunProvider { get; set; }

    /// <summary>The permitted use of a pool that is not the own one: <see cref="JobUse"/>, JSON.</summary>
    public string? RunUse { get; set; }

    /// <summary>How often it was given devices. With the job's id it names one run, so that none is begun twice.</summary>
    public int Attempt { get; set; }

    /// <summary>How often its devices went back to their owner before it had ended.</summary>
    public int Evictions { get; set; }

    /// <summary>How often a run of it was lost with its cluster's node, cluster or agent, and it was put into its queue again.</summary>
    public int Losses { get; set; }

    /// <summary>Whether it may run on other pools of its pool's cohort.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>Pools of the cohort where the Gate permitted it when it was taken, its own first: ids, JSON.</summary>
    public string Places { get; init; } = "[]";

    /// <summary>Device models that will do elsewhere, JSON; null for any.</summary>
    public string? Models { get; init; }

    /// <summary>Whether it saves its work when it gets notice; else an eviction costs all of it.</summary>
    public bool Saves { get; init; }

    /// <summary>train, infer or other: what its device time is counted as.</summary>
    public required string Kind { get; init; }

    /// <summary>SHA-256 of its folder of code, lower-case hexadecimal; null when it has none.</summary>
    public string? Code { get; init; }

    /// <summary>OCI image that it runs in, where the cluster takes images; null for the cluster's own system.</summary>
    public string? Image { get; init; }

    /// <summary>Whether its sender sees neither what it writes nor what it makes (ADR 0029).</summary>
    public bool Sealed { get; init; }

    /// <summary>What a sealed job wants out: <see cref="Contracts.Compute.OutputForm"/>, JSON.</summary>
    public string Outputs { get; init; } = "[]";

    /// <summary>Whether only an attached cluster can run it: code, an image, processors, more memory than the node itself gives.</summary>
    public bool NeedsAgent { get; init; }

    /// <summary>What its last run saved for the next: <see cref="Contracts.Compute.RunFile"/>, JSON.</summary>
    public string Saved { get; set; } = "[]";

    public DateTimeOffset? AdmittedAt { get; set; }

    public DateTimeOffset? EvictAskedAt { get; set; }

    /// <summary>Why it must give its devices back, as a code.</summary>
    public string? EvictReason { get; set; }

    public required Guid Member { get; init; }

    public required string Actor { get; init; }

    public required string Name { get; init; }

    public required JobState State { get; set; }

    public string? Outcome { get; set; }

    public string? Statement { get; set; }

    public required string Purpose { get; init; }

    public required int Devices { get; init; }

    /// <summary>Kind of job of the table of exchange rates; null when it names none.</summary>
    public string? Workload { get; init; }

    /// <summary>How long its sender expects it to run with all its devices; null where that is not said.</summary>
    public int? ExpectedSeconds { get; init; }

    /// <summary>How long limits let a job run, milliseconds.</summary>
    /// <param name="limits">As in <see cref="Limits"/>.</param>
    public static long LimitOf(Contracts.Compute.JobLimits limits) => limits.WallSeconds is { } seconds ? seconds * 1000L : long.MaxValue;

    /// <summary>Higher goes before the other jobs of its pool's queue.</summary>
    public int Priority { get; init; }

    /// <summary>With how many devices it can run, more slowly; null: with no fewer than <see cref="Devices"/>.</summary>
    public int? DevicesMin { get; init; }

    /// <summary>Devices that it holds where these are not as many as it asked for: unlike ones that are exchanged, or a part of its gang; else null.</summary>
    public int? RunDevices { get; set; }

    /// <summary>How long devices were held for it before its cluster began it, milliseconds.</summary>
    /// <param name="end">When the run ended.</param>
    public long IdleMs(DateTimeOffset end) => AdmittedAt is { } admitted ? Math.Max(0, (long)((StartedAt ?? end) - admitted).TotalMilliseconds) : 0;

    /// <summary>The same where they were devices of others.</summary>
    /// <param name="end">When the run ended.</param>
    public long IdleAwayMs(DateTimeOffset end) => RunPool is { } at && at != Pool ? IdleMs(end) : 0;

    /// <summary>Devices that it holds, or asks for while it holds none.</summary>
    public int DevicesHeld => RunDevices ?? Devices;

    /// <summary>Useful work of a run, milliseconds of the whole gang: with a part of it work goes on in proportion.</summary>
    /// <param name="time">How long it ran.</param>
    public long WorkOf(TimeSpan time) => (long)(time.TotalMilliseconds * (DevicesMin is null ? 1 : (double)DevicesHeld / Devices));

    /// <summary>Whether its work goes on in its next run: of a sealed job what it declared, since what it really saved may say something of the data.</summary>
    public bool WorkKept => Sealed ? Saves : Saved != "[]";

    /// <summary>Useful work of runs that have ended, milliseconds of the whole gang; of a job that saves nothing, none.</summary>
    public long WorkMs { get; set; }

    /// <summary>Of its one device, in thousandths, what it holds and is metered; 1000 for whole devices.</summary>
    public int Milli { get; init; } = 1000;

    /// <summary>Of its one device's memory, in MiB; 0 where it does not say.</summary>
    public long DeviceMemoryMib { get; init; }

    /// <summary>Name of the part that the device's driver cuts, where it cuts fixed parts only.</summary>
    public string? Part { get; init; }

    /// <summary>The shared device that it holds its part of: <see cref="SharedDeviceRow"/>; null while it holds none.</summary>
    public Guid? Device { get; set; }

    /// <summary>Of all attempts that have ended.</summary>
    public long? DeviceMs { get; set; }

    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When the present or last attempt began to compute.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public DateTimeOffset? CancelAskedAt { get; set; }

    /// <summary>Program and arguments, JSON.</summary>
    public required string Command { get; init; }

    /// <summary><see cref="Contracts.Compute.JobLimits"/> with every value set, JSON.</summary>
    public required string Limits { get; init; }

    /// <summary>The permitted uses, the pool's first: <see cref="JobUse"/>, JSON.</summary>
    public required string Uses { get; init; }

    /// <summary><see cref="Contracts.Compute.JobResultView"/>, JSON.</summary>
    public string Results { get; set; } = "[]";

    /// <summary>JSON.</summary>
    public string Warnings { get; set; } = "[]";

    /// <summary>Whether the script is one of the node's own, pinned by its hash.</summary>
    public required bool Bundled { get; init; }

    public Guid? RetryOf { get; init; }

    public required bool Demonstration { get; init; }

    /// <summary>Whether a member on trial asked for it.</summary>
    public bool Trial { get; init; }
}
