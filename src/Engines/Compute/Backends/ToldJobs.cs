using System.Buffers.Binary;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends;

/// <summary>What a watcher was told of each job, as the text of its cursor, and what is new to it.</summary>
internal static class ToldJobs
{
    private const byte Version = 1;
    private const int EntryBytes = 16 + 4 + 1;

    /// <summary>The states of a cursor.</summary>
    /// <param name="cursor">Text of an earlier answer; null for none.</param>
    public static Result<Told> Parse(string? cursor)
    {
        var told = new Dictionary<BackendKey, BackendJobState>();
        if (cursor is null)
        {
            return new Told(told);
        }

        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length) || length < 1 || bytes[0] != Version || (length - 1) % EntryBytes != 0)
        {
            return Refusal.Field("cursor", "the cursor of an earlier answer, or absent", cursor);
        }

        for (var at = 1; at < length; at += EntryBytes)
        {
            var entry = bytes.AsSpan(at, EntryBytes);
            told[new BackendKey(new JobId(new Guid(entry[..16], bigEndian: true)), BinaryPrimitives.ReadInt32BigEndian(entry[16..]))] = (BackendJobState)entry[20];
        }

        return new Told(told);
    }

    /// <summary>What is new.</summary>
    /// <param name="told">What was told.</param>
    /// <param name="jobs">All jobs that are known now; one that is told, has not ended and is not among them is kept as it was.</param>
    public static BackendChanges Step(Told told, IReadOnlyCollection<BackendJob> jobs)
    {
        var changes = new List<BackendJob>();
        var next = told.Jobs.Where(t => t.Value <= BackendJobState.Running).ToDictionary();
        foreach (var job in jobs)
        {
            var was = told.Jobs.TryGetValue(job.Key, out var state) ? state : (BackendJobState?)null;
            changes.AddRange(Between(was, job));
            // What was told as running or ended is never told as less, whatever a scheduler that forgot says.
            next[job.Key] = was > job.State ? was.Value : job.State;
        }

        // By time; within one instant a job is first taken, then begins, then ends.
        changes.Sort((a, b) => (TimeOf(a), a.State, a.Key.Job.Value, a.Key.Epoch).CompareTo((TimeOf(b), b.State, b.Key.Job.Value, b.Key.Epoch)));
        return new BackendChanges(changes, Format(next));
    }

    private static IEnumerable<BackendJob> Between(BackendJobState? was, BackendJob job)
    {
        if (was > BackendJobState.Running)
        {
            yield break;
        }

        if (was is null)
        {
            yield return job with { State = BackendJobState.Pending, StartedAt = null, EndedAt = null, ExitCode = null, Devices = [], Reason = job.State == BackendJobState.Pending ? job.Reason : null };
        }

        if (was is null or BackendJobState.Pending && job.StartedAt is not null)
        {
            yield return job with { State = BackendJobState.Running, EndedAt = null, ExitCode = null, Reason = null };
        }

        if (job.Ended)
        {
            yield return job;
        }
    }

    private static DateTimeOffset TimeOf(BackendJob change) => change.State switch
    {
        BackendJobState.Pending => change.SubmittedAt,
        BackendJobState.Running => change.StartedAt ?? change.SubmittedAt,
        _ => change.EndedAt ?? change.StartedAt ?? change.SubmittedAt,
    };

    private static string Format(Dictionary<BackendKey, BackendJobState> told)
    {
        var bytes = new byte[1 + (told.Count * EntryBytes)];
        bytes[0] = Version;
        var at = 1;
        foreach (var (key, state) in told)
        {
            var entry = bytes.AsSpan(at, EntryBytes);
            key.Job.Value.TryWriteBytes(entry, bigEndian: true, out _);
            BinaryPrimitives.WriteInt32BigEndian(entry[16..], key.Epoch);
            entry[20] = (byte)state;
            at += EntryBytes;
        }

        return Convert.ToBase64String(bytes);
    }

    /// <summary>The states of a cursor.</summary>
    /// <param name="Jobs">Each job's last told state.</param>
    public sealed record Told(IReadOnlyDictionary<BackendKey, BackendJobState> Jobs)
    {
        /// <summary>Whether a job was told as ended.</summary>
        /// <param name="key">Which.</param>
        public bool Ended(BackendKey key) => Jobs.GetValueOrDefault(key) > BackendJobState.Running;
    }
}
