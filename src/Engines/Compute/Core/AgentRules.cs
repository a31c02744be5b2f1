using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Core;

/// <summary>What an agent may say.</summary>
public static class AgentRules
{
    /// <summary>The run computes.</summary>
    public const string Running = "running";

    /// <summary>The run has ended; its results have been uploaded.</summary>
    public const string Ended = "ended";

    /// <summary>The cluster itself took the devices for a run that goes before: it waits again.</summary>
    public const string Preempted = "preempted";

    /// <summary>Most lines in one call.</summary>
    public const int LinesMax = 1000;

    private const string Described = "as the API describes it";
    private const int WordsMax = 2000;
    private const int HoldsMax = 10_000;
    private const int ResultsMax = 1000;
    private static readonly string[] States = ["staging", "pending", Running, Ended];
    private static readonly string[] Folders = ["checkpoint", "out"];

    /// <summary>The field that can't be accepted and what it must be; null when all can.</summary>
    /// <param name="hello">What a session begins with.</param>
    public static (string Field, string Must, string? Was)? Check(AgentHello hello)
    {
        ArgumentNullException.ThrowIfNull(hello);
        return string.IsNullOrWhiteSpace(hello.Backend) || hello.Backend.Length > 100 || hello.Backend.Any(char.IsControl) ? ("backend", "1 to 100 characters", hello.Backend)
            : CheckMemory(hello.Memory) ?? CheckDevices(hello.Devices);
    }

    private static (string Field, string Must, string? Was)? CheckMemory(string? memory) =>
        memory is not null && (memory.Length is 0 or > 64 || !memory.All(char.IsAsciiLetterOrDigit)) ? ("memory", "1 to 64 letters and digits", memory) : null;

    /// <summary>The field that can't be accepted and what it must be; null when all can.</summary>
    /// <param name="call">What an agent says.</param>
    public static (string Field, string Must, string? Was)? Check(AgentCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (call.Holds is null || call.Holds.Count > HoldsMax || call.Holds.Any(h => h is null))
        {
            return ("holds", $"at most {HoldsMax}", $"{call.Holds?.Count} runs");
        }

        if (CheckMemory(call.Memory) is { } memory)
        {
            return memory;
        }

        if (call.Holds.DistinctBy(h => (h.Job, h.Attempt)).Count() != call.Holds.Count)
        {
            return ("holds", "each run once", $"{call.Holds.Count} runs");
        }

        foreach (var run in call.Holds)
        {
            if (!States.Contains(run.State))
            {
                return ("holds.state", string.Join(", ", States), run.State);
            }

            if (run.Results is { } results && (results.Count > ResultsMax || !results.All(Sound)))
            {
                return ("holds.results", Described, $"{results.Count} files");
            }

            if (run.Load is { } load && !(load is { MeasuredMs: >= 0, BusyMs: >= 0, UtilisationPct: null or (>= 0 and <= 100), MemoryUsedMib: null or >= 0, MemoryTotalMib: null or >= 0 } && load.BusyMs <= load.MeasuredMs))
            {
                return ("holds.load", Described, $"{load.BusyMs} of {load.MeasuredMs} ms, {load.UtilisationPct} %");
            }

            if (run.Left is { Length: > WordsMax })
            {
                return ("holds.left", $"at most {WordsMax} characters", $"{run.Left.Length} characters");
            }

            if (run.Waits is { } waits && (waits.Length is 0 or > 100 || waits.Any(char.IsControl)))
            {
                return ("holds.waits", "1 to 100 characters", waits);
            }

            if (run.Ending is { Length: 0 or > 100 })
            {
                return ("holds.ending", "1 to 100 characters", run.Ending);
            }
        }

        return call.Devices is null ? null : CheckDevices(call.Devices);
    }

    /// <summary>What comes with each device: of several kinds the least, since a job may get any.</summary>
    /// <param name="devices">What the cluster has.</param>
    public static PerDevice Each(IReadOnlyList<AgentDevices> devices) =>
        devices.Count == 0 ? default : new PerDevice(devices.Min(d => d.CpuMilliEach), devices.Min(d => d.MemoryMibEach));

    /// <summary>How many devices work.</summary>
    /// <param name="devices">What the cluster has.</param>
    public static int DevicesUp(IReadOnlyList<AgentDevices> devices) => devices.Sum(d => d.DevicesUp);

    private static (string Field, string Must, string? Was)? CheckDevices(IReadOnlyList<AgentDevices>? devices) =>
        devices is null || devices.Count > 100 || !devices.All(d => d is { Model.Length: <= 100, Devices: >= 0 and <= 1_000_000, DevicesUp: >= 0, Nodes: >= 0, CpuMilliEach: >= 0, MemoryMibEach: >= 0, Machine: null or { Devices: >= 0, Cpus: >= 0, MemoryMib: >= 0, GangDevices: >= 0 } } && d.DevicesUp <= d.Devices)
            ? ("devices", Described, $"{devices?.Count} kinds")
            : null;

    private static bool Sound(RunFile? file) =>
        file is not null && Folders.Contains(file.Folder) && file.Bytes >= 0 && file.Sha256 is { Length: 64 } sum && sum.All(char.IsAsciiHexDigitLower)
        && RunFileNames.IsSound(file.Name);
}
