using System.Text;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core;

/// <summary>What a submission may say.</summary>
public static class JobRules
{
    /// <summary>What device time is counted as when the job does not say.</summary>
    public const string KindDefault = "other";

    /// <summary>Highest priority within a queue, and the lowest with its sign changed.</summary>
    public const int PriorityMax = 100;

    /// <summary>Megabytes that a job of an attached cluster may ask for: what is more is a slip.</summary>
    public const int ClusterMemoryMbMax = 16 << 20;

    /// <summary>Processor cores that a job may ask for: what is more is a slip.</summary>
    public const int CpusMax = 100_000;

    /// <summary>What device time is counted as: training, inference, or neither.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["train", "infer", KindDefault];

    /// <summary>The field that can't be accepted and what it must be; null when all can.</summary>
    /// <param name="job">The submission.</param>
    /// <param name="options">The node's limits.</param>
    public static (string Field, string Must, string? Was)? Check(JobSubmission job, ComputeOptions options)
    {
        if (!PlainText.IsTitle(job.Name, 200))
        {
            return ("name", "1 to 200 visible characters", job.Name);
        }

        if (string.IsNullOrWhiteSpace(job.Purpose) || job.Purpose.Length > 100 || job.Purpose.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not (':' or '.' or '-' or '_' or '/')))
        {
            return ("purpose", "1 to 100 letters, digits, colons, dots, slashes and hyphens", job.Purpose);
        }

        if (job.Workload is { } workload && (string.IsNullOrWhiteSpace(workload) || workload.Length > 100 || workload.Any(char.IsControl)))
        {
            return ("workload", "1 to 100 characters", workload);
        }

        if (job.ShareMilli is < 1 or >= SharedDevices.Whole)
        {
            return ("shareMilli", "1 to 999", $"{job.ShareMilli}");
        }

        if (job.DeviceMemoryMib is < 0 or > int.MaxValue)
        {
            return ("deviceMemoryMib", "0 or more", $"{job.DeviceMemoryMib}");
        }

        if (job.DeviceMemoryMib > 0 && job.ShareMilli is null)
        {
            return ("deviceMemoryMib", "left out with whole devices, which come with all their memory: give shareMilli too to ask for a part of one", $"{job.DeviceMemoryMib}");
        }

        if (job.ShareMilli is not null && job.Devices != 1)
        {
            return ("devices", "1 where a part of a device is asked for", $"{job.Devices}");
        }

        if (job.Devices < 1)
        {
            return ("devices", "1 or more", job.Devices.ToString());
        }

        if (job.Priority is < -PriorityMax or > PriorityMax)
        {
            return ("priority", $"-{PriorityMax} to {PriorityMax}", $"{job.Priority}");
        }

        if (job.DevicesMin is { } least)
        {
            if (least < 1 || least > job.Devices)
            {
                return ("devicesMin", "1 to the number of devices", $"{least}");
            }

            if (!job.Saves)
            {
                return ("saves", "true where devicesMin is given, since the job goes on from what it has saved", "false");
            }

            if (job.ShareMilli is not null || job.Workload is not null)
            {
                return ("devicesMin", "left out where a part of a device or a workload is named", $"{least}");
            }
        }

        if (job.Kind is { } kind && !Kinds.Contains(kind))
        {
            return ("kind", string.Join(", ", Kinds), kind);
        }

        if (job.Code is { } code && (code.Length != 64 || !code.All(char.IsAsciiHexDigitLower)))
        {
            return ("code", "a SHA-256, 64 lower-case hexadecimal digits", code);
        }

        if (job.Image is { } image && (image.Length is 0 or > 300 || image.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_' or '/' or ':' or '@'))))
        {
            return ("image", "an OCI image, 1 to 300 letters, digits, dots, hyphens, underscores, slashes, colons and @", image);
        }

        if (job.Bundled is { } bundled)
        {
            return !BundledJobs.Pins.ContainsKey(bundled) ? ("bundled", string.Join(", ", BundledJobs.Pins.Keys), bundled)
                : job.Command is not null ? ("command", "left out when a bundled job is named", string.Join(' ', job.Command))
                : job.Script is not null ? ("script", "left out when a bundled job is named", "a script")
                : CheckRest(job, options);
        }

        if (job.Command is null && job.Script is null)
        {
            return ("command", "given when there is neither a script nor a bundled job", null);
        }

        if (job.Command is { } command && (command.Count < 1 || command.Count > options.CommandPartsMax || command.Any(c => c is null || c.Contains('\0', StringComparison.Ordinal)) || command[0].Length == 0 || command.Sum(c => c.Length) > options.CommandCharsMax))
        {
            return ("command", $"1 to {options.CommandPartsMax} parts, together at most {options.CommandCharsMax} characters, none with a NUL", $"{command.Count} parts");
        }

        return job.Script is { } script && (script.Length == 0 || Encoding.UTF8.GetByteCount(script) > options.ScriptBytesMax)
            ? ("script", $"1 to {options.ScriptBytesMax} bytes", $"{Encoding.UTF8.GetByteCount(script)} bytes")
            : CheckRest(job, options);
    }

    /// <summary>The limits with every value set.</summary>
    /// <param name="wanted">What the submission says.</param>
    /// <param name="options">The node's defaults.</param>
    /// <param name="attached">Whether it waits at an attached cluster: files lie on the cluster's disks there, and what it leaves may be as large as a job may ask for.</param>
    public static JobLimits Complete(JobLimits? wanted, ComputeOptions options, bool attached = false) => new(
        wanted?.WallSeconds ?? Math.Min(options.WallSecondsDefault, options.WallSecondsMax),
        wanted?.MemoryMb ?? Math.Min(options.MemoryMbDefault, options.MemoryMbMax),
        wanted?.Processes ?? Math.Min(options.ProcessesDefault, options.ProcessesMax),
        wanted?.DiskMb ?? (attached ? options.DiskMbMax : Math.Min(options.DiskMbDefault, options.DiskMbMax)))
    {
        Cpus = wanted?.Cpus,
    };

    /// <summary>Whether only an attached cluster can run it: the node's own pools take neither code nor image, give less, and keep no /checkpoint.</summary>
    /// <param name="job">The submission.</param>
    /// <param name="options">What the node itself gives.</param>
    public static bool NeedsAgent(JobSubmission job, ComputeOptions options) => (job.Code ?? job.Image) is not null || CheckNode(job, options) is not null;

    /// <summary>The first limit that the node itself can't give, with its name, what it must be and what it was; null when there is none.</summary>
    /// <param name="job">The submission.</param>
    /// <param name="options">What the node itself gives.</param>
    public static (string Field, string Must, string? Was)? CheckNode(JobSubmission job, ComputeOptions options) =>
        job.Limits?.Cpus is { } cpus ? ("limits.cpus", "left out on a pool that the node itself runs: ask for devices", $"{cpus}")
        : Outside("limits.memoryMb", Complete(job.Limits, options).MemoryMb, options.MemoryMbMax);

    private static (string Field, string Must, string? Was)? CheckRest(JobSubmission job, ComputeOptions options)
    {
        var sets = job.DataSets ?? [];
        if (sets.Count > options.DataSetsMax || sets.Distinct().Count() != sets.Count)
        {
            return ("dataSets", $"at most {options.DataSetsMax}, each once", $"{sets.Count} data sets");
        }

        var limits = Complete(job.Limits, options);
        return Outside("limits.wallSeconds", limits.WallSeconds, options.WallSecondsMax)
            ?? Outside("limits.memoryMb", limits.MemoryMb, Math.Max(options.MemoryMbMax, ClusterMemoryMbMax))
            ?? (limits.Cpus is { } cpus ? Outside("limits.cpus", cpus, CpusMax) : null)
            ?? Outside("limits.processes", limits.Processes, options.ProcessesMax)
            ?? Outside("limits.diskMb", limits.DiskMb, options.DiskMbMax)
            ?? (job.ExpectedSeconds is { } expected && (expected < 1 || expected > limits.WallSeconds) ? ("expectedSeconds", $"1 to {limits.WallSeconds}, the seconds that it may run", $"{expected}") : null);
    }

    private static (string Field, string Must, string? Was)? Outside(string field, int? value, int max) =>
        value < 1 || value > max ? (field, $"1 to {max}", value.ToString()) : null;
}
