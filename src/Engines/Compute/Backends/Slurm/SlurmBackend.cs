using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>A Slurm cluster, through slurmrestd.</summary>
/// <remarks>
/// Jobs are found again by their name, which is the key. They are submitted as not to be requeued: a job that lost its node or made room for another ends,
/// and whether it is tried again is the pool's to say, under another epoch. A slurmctld that was killed forgets the last seconds and may launch a job again;
/// the marks in <see cref="SlurmOptions.RunFolder"/> keep the second copy from running. It may also go on for ever to count a job as running that has ended:
/// there, too, the marks are believed, and the job is cancelled, so that it holds no devices.
/// </remarks>
public sealed class SlurmBackend : IClusterBackend, IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromHours(1);
    private readonly SlurmOptions options;
    private readonly TimeProvider time;
    private readonly SlurmRest rest;
    private readonly SlurmListing listing;
    private readonly RunMarks marks;
    private readonly SlurmEvidence evidence;
    private readonly SemaphoreSlim submitting = new(1, 1);
    private readonly Lock judging = new();
    private readonly Dictionary<BackendKey, DateTimeOffset> wishes = [];
    private Dictionary<string, string>? flavors;
    private DateTimeOffset forgotAt;
    private bool wishesRead;
    private bool doubtful;

    /// <summary>Makes the adapter; nothing is asked yet.</summary>
    /// <param name="options">How the cluster is reached.</param>
    /// <param name="credential">Where its token comes from.</param>
    /// <param name="http">What sends the calls; its own time limit must be longer than that of the options, or none.</param>
    /// <param name="time">The clock.</param>
    public SlurmBackend(SlurmOptions options, SlurmCredential credential, HttpClient http, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        rest = new SlurmRest(options, credential, http, time);
        listing = new SlurmListing(rest, time);
        marks = new RunMarks(options.RunFolder);
        evidence = new SlurmEvidence(marks, options.UnheardMax, time);
    }

    /// <inheritdoc />
    public BackendStanding Standing => rest.Standing;

    /// <inheritdoc />
    public async Task<Result<ClusterInventory>> Inventory(CancellationToken stop)
    {
        var reply = await rest.Ask(HttpMethod.Get, "nodes", stop);
        if (!reply.IsOk)
        {
            return reply.Refusal;
        }

        var nodes = reply.Value.Body.GetProperty("nodes").EnumerateArray().Select(SlurmNode.Read).ToList();
        flavors = nodes.Where(n => n.Devices.Count == 1).ToDictionary(n => n.Name, n => n.Devices[0].Flavor, StringComparer.Ordinal);
        var release = reply.Value.Body.GetProperty("meta").GetProperty("Slurm").GetProperty("release").GetString();
        return new ClusterInventory(options.Url.Authority, $"slurm {release}", time.GetUtcNow(), nodes);
    }

    /// <inheritdoc />
    public async Task<Result<BackendJob>> Submit(BackendSubmission submission, CancellationToken stop)
    {
        if (SubmissionRules.Check(submission, shares: false) is { } unfit)
        {
            return unfit;
        }

        await submitting.WaitAsync(stop);
        try
        {
            var pause = options.BackOff;
            for (var attempt = 1; ; attempt++)
            {
                var found = await FindSubmitted(submission.Key, stop);
                if (found.Refusal is { Code: not BackendRefusals.JobUnknown } || found.IsOk)
                {
                    return found;
                }

                var sent = await Send(submission, stop);
                if (sent.IsOk || sent.Refusal.Code != BackendRefusals.Unreachable || attempt >= options.Attempts)
                {
                    return sent;
                }

                // Whether the job was taken is open: the next round looks for it before it is sent again.
                await Task.Delay(pause, time, stop);
                pause *= 2;
            }
        }
        finally
        {
            submitting.Release();
        }
    }

    /// <inheritdoc />
    public async Task<Result<BackendJob>> Find(BackendKey key, CancellationToken stop)
    {
        if (!listing.Loaded)
        {
            var loaded = await listing.Load(stop);
            if (!loaded.IsOk)
            {
                return loaded.Refusal;
            }
        }

        if (listing.IdOf(key) is { } id)
        {
            var reply = await rest.Ask(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"job/{id}"), stop);
            if (!reply.IsOk)
            {
                return reply.Refusal;
            }

            // A slurmctld that has lost its state gives the same numbers again, to other jobs.
            if (reply.Value.ErrorCode == 0 && reply.Value.Body.GetProperty("jobs").EnumerateArray().Select(SlurmRecord.Read).OfType<SlurmRecord>().FirstOrDefault(r => r.Key == key) is { } record)
            {
                return await Judge(record, stop);
            }
        }

        return Missing(key, ReadCompletions()) is { } job ? job : BackendRefusals.NoJob(key);
    }

    /// <inheritdoc />
    public async Task<Result<BackendJob>> Cancel(BackendKey key, TimeSpan grace, CancellationToken stop)
    {
        var found = await Find(key, stop);
        if (!found.IsOk || found.Value.Ended)
        {
            return found;
        }

        var killAt = time.GetUtcNow() + grace;
        marks.WishEnd(key, killAt);
        if (grace > TimeSpan.Zero && found.Value.State == BackendJobState.Running)
        {
            var asked = await Signal(found.Value.NativeId, "TERM", stop);
            if (!asked.IsOk)
            {
                return asked.Refusal;
            }
        }
        else
        {
            killAt = time.GetUtcNow();
        }

        lock (judging)
        {
            wishes[key] = killAt;
        }

        while (true)
        {
            var overdue = await CarryOut(stop);
            found = await Find(key, stop);
            if (!found.IsOk || found.Value.Ended)
            {
                return found;
            }

            if (overdue is not null)
            {
                return overdue;
            }

            await Task.Delay(LookEvery, time, stop);
        }
    }

    /// <inheritdoc />
    public async Task<Result<BackendChanges>> Changes(string? cursor, CancellationToken stop)
    {
        var told = ToldJobs.Parse(cursor);
        if (!told.IsOk)
        {
            return told.Refusal;
        }

        var loaded = await listing.Load(stop);
        if (!loaded.IsOk)
        {
            return loaded.Refusal;
        }

        await KnowFlavors(stop);
        List<BackendJob> jobs;
        var (known, fresh) = (loaded.Value.Known, loaded.Value.Fresh);
        lock (judging)
        {
            evidence.Keep(known);
            jobs = [.. known.Values.Select(r => evidence.Of(r, FlavorOf))];
            // What was told and is not listed any more, and has not ended, needs an answer.
            var gone = told.Value.Jobs.Where(t => t.Value <= BackendJobState.Running && !known.ContainsKey(t.Key) && !fresh.Contains(t.Key)).Select(t => t.Key).ToList();
            if (gone.Count > 0)
            {
                var completions = ReadCompletions();
                jobs.AddRange(gone.Select(k => evidence.OfMissing(k, completions.GetValueOrDefault(k), FlavorOf)).OfType<BackendJob>());
            }

            ReadWishes(jobs);
        }

        foreach (var job in jobs.Where(j => (j.Ended || told.Value.Ended(j.Key)) && known.TryGetValue(j.Key, out var record) && !record.Ended))
        {
            // It has ended, and only Slurm does not know, or does not any more: it must not be launched again, nor hold devices. There is no process that a signal would reach.
            _ = await rest.Ask(HttpMethod.Delete, $"job/{job.NativeId}", stop);
        }

        _ = await CarryOut(stop);
        Forget();
        return ToldJobs.Step(told.Value, jobs);
    }

    /// <inheritdoc />
    public async Task<Result<UsageReport>> Usage(DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        var loaded = await listing.Load(stop);
        if (!loaded.IsOk)
        {
            return loaded.Refusal;
        }

        await KnowFlavors(stop);
        lock (judging)
        {
            List<BackendJob> jobs = [.. loaded.Value.Known.Values.Select(r => evidence.Of(r, FlavorOf))];
            jobs.AddRange(ReadCompletions().Where(c => !loaded.Value.Known.ContainsKey(c.Key)).Select(c => evidence.OfMissing(c.Key, c.Value, FlavorOf)).OfType<BackendJob>());
            return UsageWindow.Of(jobs, from, to, time.GetUtcNow());
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        submitting.Dispose();
        listing.Dispose();
    }

    private async Task<Result<BackendJob>> FindSubmitted(BackendKey key, CancellationToken stop)
    {
        if (!listing.Loaded || doubtful || (listing.IdOf(key) is null && marks.Read(key) is not null))
        {
            var loaded = await listing.Load(stop);
            if (!loaded.IsOk)
            {
                return loaded.Refusal;
            }

            doubtful = false;
        }

        // What never began may be submitted again, should Slurm have forgotten it.
        return listing.IdOf(key) is not null || marks.Began(key) ? await Find(key, stop) : BackendRefusals.NoJob(key);
    }

    private async Task<Result<BackendJob>> Send(BackendSubmission submission, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        marks.Write(submission, now);
        doubtful = true;
        var reply = await rest.Once(HttpMethod.Post, "job/submit", SlurmScript.Body(submission, marks.FolderOf(submission.Key)), stop);
        if (!reply.IsOk)
        {
            return reply.Refusal;
        }

        doubtful = false;
        // A number beside an error: the job is taken and waits, for a node that is down, say.
        if (!reply.Value.Body.TryGetProperty("job_id", out var number) || !number.TryGetInt64(out var id) || id == 0)
        {
            return BackendRefusals.No(submission.Key, reply.Value.Words.Length > 0 ? reply.Value.Words + "." : $"slurmrestd answered {(int)reply.Value.Status} without a number for the job.");
        }

        listing.Took(submission.Key, id);
        return new BackendJob(submission.Key, id.ToString(CultureInfo.InvariantCulture), BackendJobState.Pending, now) { Reason = reply.Value.Words is { Length: > 0 } words ? words : null };
    }

    private async Task<Result<BackendJob>> Judge(SlurmRecord record, CancellationToken stop)
    {
        await KnowFlavors(stop);
        lock (judging)
        {
            return evidence.Of(record, FlavorOf);
        }
    }

    private BackendJob? Missing(BackendKey key, IReadOnlyDictionary<BackendKey, SlurmRecord> completions)
    {
        lock (judging)
        {
            return completions.TryGetValue(key, out var line) || marks.Began(key) ? evidence.OfMissing(key, line, FlavorOf) : null;
        }
    }

    /// <summary>Kills what was asked to end and had its grace.</summary>
    /// <returns>What stood in the way; null for nothing.</returns>
    private async Task<Refusal?> CarryOut(CancellationToken stop)
    {
        List<BackendKey> due;
        lock (judging)
        {
            due = [.. wishes.Where(w => w.Value <= time.GetUtcNow()).Select(w => w.Key)];
        }

        foreach (var key in due)
        {
            var found = await Find(key, stop);
            if (found is { IsOk: true, Value.Ended: false })
            {
                var killed = await Signal(found.Value.NativeId, "KILL", stop);
                if (!killed.IsOk)
                {
                    return killed.Refusal;
                }
            }
            else if (found.Refusal is { Code: not BackendRefusals.JobUnknown } away)
            {
                return away;
            }

            lock (judging)
            {
                wishes.Remove(key);
            }
        }

        return null;
    }

    private async Task<Result<SlurmReply>> Signal(string id, string signal, CancellationToken stop) => await rest.Ask(HttpMethod.Delete, $"job/{id}?signal={signal}", stop);

    /// <summary>Wishes of an adapter before this one, once.</summary>
    private void ReadWishes(List<BackendJob> jobs)
    {
        if (wishesRead)
        {
            return;
        }

        wishesRead = true;
        foreach (var job in jobs.Where(j => !j.Ended))
        {
            if (marks.Wish(job.Key) is { } wish)
            {
                wishes.TryAdd(job.Key, wish.KillAt);
            }
        }
    }

    private async Task KnowFlavors(CancellationToken stop)
    {
        if (flavors is null)
        {
            _ = await Inventory(stop);
        }
    }

    private string FlavorOf(string node) => flavors?.GetValueOrDefault(node) ?? "gpu";

    private IReadOnlyDictionary<BackendKey, SlurmRecord> ReadCompletions() => options.CompletionsFile is { } file && File.Exists(file)
        ? SlurmCompletions.Read(File.ReadLines(file), options.CompletionsZone)
        : new Dictionary<BackendKey, SlurmRecord>();

    private void Forget()
    {
        var now = time.GetUtcNow();
        if (now - forgotAt >= ForgetEvery)
        {
            forgotAt = now;
            marks.Forget(now - options.Kept);
        }
    }
}
