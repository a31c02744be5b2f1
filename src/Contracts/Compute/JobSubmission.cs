using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A member asks for a job.</summary>
/// <param name="Id">Chosen by the sender, so that sending twice is one job; null lets the node choose.</param>
/// <param name="Pool">Where it runs.</param>
/// <param name="Name">1 to 200 characters.</param>
/// <param name="Command">Program and arguments; null runs the script by <c>/bin/sh</c>.</param>
/// <param name="Script">Text that the job finds at <c>/script</c>, at most 256 KiB, run by what its first line names after <c>#!</c>, else by <c>/bin/sh</c>; null when none.</param>
/// <param name="Bundled">Name of a job that comes with the node (<c>energy-report</c>), instead of command and script.</param>
/// <param name="DataSets">Data sets it reads, found in <c>/in</c> under their titles.</param>
/// <param name="Purpose">Declared purpose, e.g. research.</param>
/// <param name="Devices">How many devices it holds, from 1.</param>
/// <param name="Limits">What it may take; null takes the defaults.</param>
public sealed record JobSubmission(JobId? Id, PoolId Pool, string Name, IReadOnlyList<string>? Command, string? Script, string? Bundled, IReadOnlyList<AssetId>? DataSets, string Purpose, int Devices, JobLimits? Limits)
{
    /// <summary>Whether it may run on other pools of the pool's cohort, where the Gate permits it: sooner, but it gives devices back when their owner is entitled to them.</summary>
    public bool Elsewhere { get; init; }

    /// <summary>
    /// Whether it saves its work: on notice (SIGTERM) it writes to <c>/checkpoint</c> and ends with another code than 0, and its next run finds there what it saved.
    /// A job that does not is lent devices with more care, since an eviction costs all its work.
    /// </summary>
    public bool Saves { get; init; }

    /// <summary>How long it runs with all its devices, as its sender expects, 1 second to its limit: expected starts are told by it. It earns nothing and costs nothing.</summary>
    public int? ExpectedSeconds { get; init; }

    /// <summary>
    /// Higher goes before the other jobs of its pool's queue, -100 to 100; 0 is usual. Above 0 only the pool's own organisation may say. It gives no advantage over other pools' jobs.
    /// </summary>
    public int Priority { get; init; }

    /// <summary>
    /// With how many devices it can run, more slowly, 1 to the devices of the job; null: with no fewer than all. It then begins with what is idle, and begins anew with all of its gang, with its saved work,
    /// when its own pool alone would have had more of it done by now. Only for jobs that save, on whole devices, one for one.
    /// </summary>
    public int? DevicesMin { get; init; }

    /// <summary>
    /// Whether it runs sealed though all its data may be read: you then see neither log nor results until the owners of the data let them out. Where a data set may be computed on but not read, the job is sealed in any case.
    /// </summary>
    public bool Sealed { get; init; }

    /// <summary>What a sealed job wants out, and in which form; null for nothing. Other jobs keep all that they leave.</summary>
    public IReadOnlyList<OutputForm>? Outputs { get; init; }

    /// <summary>Device models that will do elsewhere; null for any of the pool's class.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>
    /// Part of one device, in thousandths, 1 to 999, on a pool that shares its devices; null for whole ones. Rounded up to a part that the driver can cut where the model has fixed parts; what is held is metered.
    /// </summary>
    public int? ShareMilli { get; init; }

    /// <summary>With a part of a device: memory of it, in MiB; null where the job does not say.</summary>
    public long? DeviceMemoryMib { get; init; }

    /// <summary>
    /// Kind of job of the node's table of exchange rates, 1 to 100 characters: on unlike devices it then gets as many as do its work in the same time, and none where it can't run. Null: device for device.
    /// </summary>
    public string? Workload { get; init; }

    /// <summary>train, infer or other: what its device time is counted as; null for other.</summary>
    public string? Kind { get; init; }

    /// <summary>SHA-256 of a gzipped tar of code, uploaded before, that the job finds unpacked in <c>/code</c>; null when none.</summary>
    public string? Code { get; init; }

    /// <summary>OCI image to run in, where the cluster takes images; null for the cluster's own system.</summary>
    public string? Image { get; init; }
}
