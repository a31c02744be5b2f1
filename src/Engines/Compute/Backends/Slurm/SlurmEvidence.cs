using System.Globalization;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>The truth of a job out of two witnesses: slurmctld, which may have forgotten, and the marks that the job itself left.</summary>
/// <param name="marks">The marks.</param>
/// <param name="unheardMax">How long slurmctld may say that a job runs whose marks say that it has ended.</param>
/// <param name="time">The clock.</param>
internal sealed class SlurmEvidence(RunMarks marks, TimeSpan unheardMax, TimeProvider time)
{
    private const int DiedOfSignal = 128;
    // A node ends what its slurmctld has forgotten as soon as it speaks with it again.
    private static readonly TimeSpan OrphanMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Whole = TimeSpan.FromSeconds(1);
    private static readonly string[] PlainWaits = ["None", "Priority", "Resources", ""];
    private readonly Dictionary<(long Id, BackendKey Key), BackendJob> ended = [];
    private readonly Dictionary<BackendKey, DateTimeOffset> missing = [];

    /// <summary>Since when a job was seen to have ended that runs to slurmctld.</summary>
    private readonly Dictionary<BackendKey, DateTimeOffset> unheard = [];

    /// <summary>Forgets what was judged of jobs that slurmctld lists no more.</summary>
    /// <param name="listed">What it lists.</param>
    public void Keep(IReadOnlyDictionary<BackendKey, SlurmRecord> listed)
    {
        foreach (var judged in ended.Keys.Where(j => !listed.TryGetValue(j.Key, out var record) || record.Id != j.Id).ToList())
        {
            ended.Remove(judged);
        }

        foreach (var gone in unheard.Keys.Where(k => !listed.ContainsKey(k)).ToList())
        {
            unheard.Remove(gone);
        }
    }

    /// <summary>A job that slurmctld lists.</summary>
    /// <param name="record">Its record.</param>
    /// <param name="flavorOf">The flavor of a node that has one only.</param>
    public BackendJob Of(SlurmRecord record, Func<string, string> flavorOf)
    {
        missing.Remove(record.Key);
        if (ended.TryGetValue((record.Id, record.Key), out var known) && record.Ended)
        {
            return known;
        }

        var job = record.ToJob(flavorOf);
        if (job.Ended)
        {
            job = AsEnded(record, job, flavorOf);
        }
        else if (EndedUnheard(record, job))
        {
            job = AsWished(Begun(record, job, flavorOf));
        }
        else
        {
            return Finely(job);
        }

        ended[(record.Id, record.Key)] = job;
        return job;
    }

    /// <summary>A job that slurmctld does not list, though it was submitted; null while its end is still open.</summary>
    /// <param name="key">Which.</param>
    /// <param name="completed">Its line in the completions; null for none.</param>
    /// <param name="flavorOf">The flavor of a node that has one only.</param>
    public BackendJob? OfMissing(BackendKey key, SlurmRecord? completed, Func<string, string> flavorOf)
    {
        if (completed is not null && completed.Ended)
        {
            return AsEnded(completed, WithAsked(completed.ToJob(flavorOf)), flavorOf);
        }

        var now = time.GetUtcNow();
        var at = marks.Read(key)?.At ?? now;
        var lost = WithAsked(new BackendJob(key, "", BackendJobState.Lost, at) { EndedAt = now, Reason = "SchedulerForgot" });
        if (marks.Started(key) is not { } started)
        {
            return lost;
        }

        lost = lost with { StartedAt = started.At };
        if (marks.Ended(key) is { } end)
        {
            return end.Code > DiedOfSignal ? lost with { EndedAt = end.At, ExitCode = end.Code } : AsWished(WithEnd(lost, end));
        }

        if (missing.TryAdd(key, now) || now - missing[key] < OrphanMax)
        {
            return null;
        }

        missing.Remove(key);
        return lost;
    }

    /// <summary>
    /// Whether a job has ended and slurmctld does not know: launched, forgotten and held, so that it waits; or its end was said to a slurmctld that was killed, and nobody says it again.
    /// </summary>
    private bool EndedUnheard(SlurmRecord record, BackendJob job)
    {
        if (marks.Ended(record.Key) is null)
        {
            return false;
        }

        if (job.State == BackendJobState.Pending)
        {
            return !PlainWaits.Contains(record.Reason);
        }

        var now = time.GetUtcNow();
        return !unheard.TryAdd(record.Key, now) && now - unheard[record.Key] >= unheardMax;
    }

    /// <summary>How a job ended of which Slurm says that it ended, in its list or in a line of its completions.</summary>
    /// <remarks>
    /// The end of a job that it has forgotten to have launched is a cancellation to Slurm; so is a launch that its node refuses, since it still holds an earlier job of the same number.
    /// </remarks>
    private BackendJob AsEnded(SlurmRecord record, BackendJob job, Func<string, string> flavorOf) => Finely(Judged(record, job, flavorOf));

    /// <summary>
    /// The job's own marks tell begin and end to a fraction of a second, Slurm in whole ones. They are believed where they lie within the seconds that Slurm tells, both of them for a job that has ended:
    /// so what is metered never leaves what Slurm wrote down by more than its second.
    /// </summary>
    private BackendJob Finely(BackendJob job)
    {
        if (job.StartedAt is not { } start || marks.Started(job.Key)?.At is not { } started || !Within(started, start))
        {
            return job;
        }

        return job.EndedAt is not { } end ? job with { StartedAt = started }
            : marks.Ended(job.Key)?.At is { } done && Within(done, end) && done >= started ? job with { StartedAt = started, EndedAt = done }
            : job;
    }

    private static bool Within(DateTimeOffset told, DateTimeOffset second) => told >= second && told <= second + Whole;

    private BackendJob Judged(SlurmRecord record, BackendJob job, Func<string, string> flavorOf)
    {
        var unasked = job.State == BackendJobState.Cancelled && marks.Wish(record.Key) is null;
        return record.SecondCopy || (unasked && marks.Ended(record.Key) is { Code: <= DiedOfSignal }) ? AsWished(Begun(record, job, flavorOf))
            : unasked && job.StartedAt is not null && marks.Started(record.Key) is null ? job with { State = BackendJobState.NodeFailed, Reason = "LaunchFailed" }
            : AsWished(job);
    }

    /// <summary>Whoever asked for a job's end has cancelled it, however it went.</summary>
    private BackendJob AsWished(BackendJob job) =>
        job.State is BackendJobState.Completed or BackendJobState.Failed && marks.Wish(job.Key) is { } wish && wish.At <= job.EndedAt!.Value.AddSeconds(1) ? job with { State = BackendJobState.Cancelled } : job;

    private BackendJob Begun(SlurmRecord record, BackendJob job, Func<string, string> flavorOf)
    {
        var began = WithAsked(job with { StartedAt = marks.Started(record.Key)?.At, Devices = record.Nodes.Count > 0 ? (record with { State = "COMPLETED", Start = 1 }).ToJob(flavorOf).Devices : [] });
        return marks.Ended(record.Key) is { } end && end.Code <= DiedOfSignal
            ? WithEnd(began, end)
            : began with { State = BackendJobState.NodeFailed, EndedAt = marks.Ended(record.Key)?.At ?? job.EndedAt ?? time.GetUtcNow(), ExitCode = null, Reason = "SchedulerForgot" };
    }

    private static BackendJob WithEnd(BackendJob job, (DateTimeOffset At, int Code) end) =>
        job with { State = end.Code == 0 ? BackendJobState.Completed : BackendJobState.Failed, EndedAt = end.At, ExitCode = end.Code, Reason = null };

    /// <summary>Adds the devices that were asked for, where Slurm does not say which a job had: on nodes 1, 2, ... where it does not say the nodes.</summary>
    private BackendJob WithAsked(BackendJob job)
    {
        if (job.Devices.Count > 0 || marks.Read(job.Key)?.Submission is not { DevicesPerNode: > 0 } asked)
        {
            return job;
        }

        return job with
        {
            Cpus = job.Cpus == 0 ? asked.CpusPerNode * asked.Nodes : job.Cpus,
            Devices = [.. Enumerable.Range(1, asked.Nodes).Select(n => new HeldDevices("?" + n.ToString(CultureInfo.InvariantCulture), asked.Flavor ?? "gpu", asked.DevicesPerNode, []))],
        };
    }
}
