using System.Text.Json;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>One job of ours as slurmctld lists it.</summary>
/// <param name="Key">Our name of it.</param>
/// <param name="Id">Slurm's number.</param>
/// <param name="State">Slurm's word for its state.</param>
/// <param name="Reason">Slurm's word for why it waits or how it ended.</param>
/// <param name="Status">How its batch script ended, as the kernel counts: code times 256, or a signal.</param>
/// <param name="Submitted">Second of submission.</param>
/// <param name="Start">Second of start; an estimate while it waits.</param>
/// <param name="End">Second of end; an estimate while it waits or runs.</param>
/// <param name="Nodes">Nodes it has or had; empty before.</param>
/// <param name="Cpus">Processors.</param>
/// <param name="Held">Devices of each node while it runs.</param>
/// <param name="Asked">Devices it asked for on each node.</param>
internal sealed record SlurmRecord(
    BackendKey Key, long Id, string State, string Reason, int Status, long Submitted, long Start, long End, IReadOnlyList<string> Nodes, int Cpus, IReadOnlyList<string> Held, string Asked)
{
    private const int SignalBits = 0x7f;
    private const int DiedOfSignal = 128;

    /// <summary>A submission that Slurm refused leaves a record too: failed at once, on no node.</summary>
    public bool NeverTaken => State == "FAILED" && Nodes.Count == 0 && End == Submitted;

    /// <summary>The exit code as a shell would tell it.</summary>
    public int Code => (Status & SignalBits) != 0 ? DiedOfSignal + (Status & SignalBits) : (Status >> 8) & 0xff;

    /// <summary>Whether this is a copy that found that the job had begun before.</summary>
    public bool SecondCopy => Ended && Code == RunScript.SecondCopy;

    /// <summary>Whether Slurm is done with it.</summary>
    public bool Ended => Of(State) > BackendJobState.Running;

    /// <summary>Reads a record; null when the job is not ours.</summary>
    /// <param name="job">Slurm's JSON.</param>
    public static SlurmRecord? Read(JsonElement job)
    {
        if (!BackendKey.TryParse(Text(job, "name"), out var key))
        {
            return null;
        }

        IReadOnlyList<string> nodes = job.TryGetProperty("job_resources", out var resources) && resources.ValueKind == JsonValueKind.Object && resources.TryGetProperty("allocated_nodes", out var allocated) && allocated.ValueKind == JsonValueKind.Array
            ? [.. allocated.EnumerateArray().Select(n => Text(n, "nodename"))]
            : SlurmNames.Nodes(Text(job, "nodes"));
        IReadOnlyList<string> held = job.TryGetProperty("gres_detail", out var detail) && detail.ValueKind == JsonValueKind.Array ? [.. detail.EnumerateArray().Select(d => d.GetString() ?? "")] : [];
        return new SlurmRecord(
            key, Number(job, "job_id"), Text(job, "job_state"), Text(job, "state_reason"), (int)Number(job, "exit_code"), Number(job, "submit_time"), Number(job, "start_time"), Number(job, "end_time"),
            nodes, (int)Number(job, "cpus"), held, Text(job, "tres_per_node"));
    }

    /// <summary>The job as Slurm says it is.</summary>
    /// <param name="flavorOf">The flavor of a node that has one only; for devices asked for without a type.</param>
    public BackendJob ToJob(Func<string, string> flavorOf)
    {
        var state = Of(State);
        var started = state != BackendJobState.Pending && Nodes.Count > 0 && Start > 0;
        return new BackendJob(Key, Id.ToString(System.Globalization.CultureInfo.InvariantCulture), state, DateTimeOffset.FromUnixTimeSeconds(Submitted))
        {
            StartedAt = started ? DateTimeOffset.FromUnixTimeSeconds(Start) : null,
            ExpectedAt = state == BackendJobState.Pending && Start > 0 ? DateTimeOffset.FromUnixTimeSeconds(Start) : null,
            EndedAt = state > BackendJobState.Running ? DateTimeOffset.FromUnixTimeSeconds(End) : null,
            ExitCode = state is BackendJobState.Completed or BackendJobState.Failed && State != "TIMEOUT" ? Code : null,
            Reason = State switch { "TIMEOUT" or "DEADLINE" => "TimeLimit", "OUT_OF_MEMORY" => "OutOfMemory", _ => Reason is "None" or "" ? null : Reason },
            Devices = started ? Devices(flavorOf) : [],
            Cpus = Cpus,
        };
    }

    /// <summary>Slurm's states in ours. A job that is completing still has its nodes.</summary>
    private static BackendJobState Of(string state) => state switch
    {
        "PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "REQUEUE_FED" or "SPECIAL_EXIT" or "RESV_DEL_HOLD" => BackendJobState.Pending,
        "COMPLETED" => BackendJobState.Completed,
        "CANCELLED" => BackendJobState.Cancelled,
        "FAILED" or "TIMEOUT" or "DEADLINE" or "OUT_OF_MEMORY" => BackendJobState.Failed,
        "NODE_FAIL" or "BOOT_FAIL" => BackendJobState.NodeFailed,
        "PREEMPTED" => BackendJobState.Preempted,
        "REVOKED" => BackendJobState.Lost,
        _ => BackendJobState.Running,
    };

    private List<HeldDevices> Devices(Func<string, string> flavorOf)
    {
        var devices = new List<HeldDevices>();
        for (var i = 0; i < Nodes.Count; i++)
        {
            // Slurm tells which devices only while the job runs; afterwards, what it asked for on each node is what it had.
            var text = i < Held.Count && Held[i].Length > 0 ? Held[i] : Asked;
            devices.AddRange(SlurmNames.Devices(text).Where(d => d.Count > 0).Select(d => new HeldDevices(Nodes[i], d.Flavor == "gpu" ? flavorOf(Nodes[i]) : d.Flavor, d.Count, d.Indexes)));
        }

        return devices;
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
}
