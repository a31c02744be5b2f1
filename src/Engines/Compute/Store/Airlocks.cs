using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Airlock;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Compute.Store;

/// <summary>Outputs of sealed jobs: seen whole by the owners of the data, and let out when all of them say so.</summary>
internal sealed class Airlocks(ILane lane, ComputeReads reads, ComputeFolders folders, IDerivedAssets derived, IMemberAnswer members, IDbContextFactory<NodeContext> contexts, TimeProvider clock)
{
    private const int Tries = 8;
    private const int RoundMax = 100;
    private const int ReasonMax = 500;

    /// <summary>No run rests, and no store is busy, for this long.</summary>
    private static readonly TimeSpan LeftOver = TimeSpan.FromDays(2);

    /// <summary>Entries that concern a reader, the newest first.</summary>
    public async Task<Page<AirlockView>> List(MemberId reader, bool works, JobId? job, string? state, Guid? before, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<AirlockRow>().Where(a => a.Member == reader.Value || db.Set<AirlockVoteRow>().Any(v => v.Entry == a.Id && v.Member == reader.Value));
        if (job is { } of)
        {
            rows = rows.Where(a => a.Job == of.Value);
        }

        if (state is not null)
        {
            rows = rows.Where(a => a.State == state);
        }

        if (before is { } cursor)
        {
            rows = rows.Where(a => a.Id.CompareTo(cursor) < 0);
        }

        var page = await rows.OrderByDescending(a => a.Id).Take(limit + 1).ToListAsync(stop);
        var ids = page.Select(a => a.Id).ToList();
        var votes = (await db.Set<AirlockVoteRow>().Where(v => ids.Contains(v.Entry)).OrderBy(v => v.Id).ToListAsync(stop)).ToLookup(v => v.Entry);
        return new Page<AirlockView>([.. page.Take(limit).Select(a => View(a, [.. votes[a.Id]], reader, works))], page.Count > limit ? page[limit - 1].Id.ToString("n") : null);
    }

    public async Task<Result<AirlockView>> One(PendingId id, MemberId reader, bool works, CancellationToken stop) =>
        await Find(id, reader, stop) is var (row, votes) ? View(row, votes, reader, works) : Unknown(id.ToString());

    /// <summary>Where the content of an entry lies, for an owner of the data; the sender has its asset when it is delivered.</summary>
    public async Task<Result<string>> Content(PendingId id, MemberId reader, CancellationToken stop)
    {
        if (await Find(id, reader, stop) is not var (row, votes))
        {
            return Unknown(id.ToString());
        }

        if (votes.All(v => v.Member != reader.Value))
        {
            return NotOwner;
        }

        var path = folders.AirlockOf(row.Id);
        return File.Exists(path) ? path : Gone(row);
    }

    /// <summary>An owner approves or refuses.</summary>
    public async Task<Result<AirlockView>> Step(PendingId id, string step, string? reason, Caller caller, CancellationToken stop)
    {
        if (reason is { Length: > ReasonMax } || reason?.Any(c => char.IsControl(c) && c != '\n') == true || (step == "refuse" && string.IsNullOrWhiteSpace(reason)))
        {
            return Refusal.Field("reason", "1 to 500 characters without control characters", reason);
        }

        for (var attempt = 1; ; attempt++)
        {
            if (await Find(id, caller.Member, stop) is not var (row, votes))
            {
                return Unknown(id.ToString());
            }

            if (votes.All(v => v.Member != caller.Member.Value))
            {
                return NotOwner;
            }

            var own = votes.FirstOrDefault(v => v.Member == caller.Member.Value && v.State == "pending");
            if (AirlockTransitions.Next(row.State, step, own is null ? "" : "owner", votes.All(v => v == own || v.State == "approved")) is not { } next)
            {
                return new Refusal("compute.airlock.state", "This step is not possible now.", $"The output is {row.State}; you can't {step} it now.", new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = row.State, ["step"] = step });
            }

            if (step == "approve" && await members.Of(caller.Member, stop) is not { State: "admitted" })
            {
                return new Refusal("access.member", "Your organisation may not let outputs go.", "Only admitted members do.");
            }

            if (step == "approve" && !row.Passed)
            {
                return Failed(row);
            }

            if (step == "approve" && !File.Exists(folders.AirlockOf(row.Id)))
            {
                // A node that was restored has the entry without what waited.
                return Gone(row);
            }

            var at = clock.GetUtcNow();
            row.State = next;
            row.Reason = string.IsNullOrWhiteSpace(reason) ? row.Reason : reason.Trim();
            row.DecidedAt = AirlockTransitions.Ended(next) ? at : null;
            own!.State = step == "approve" ? "approved" : "refused";
            own.At = at;
            var done = await lane.Commit(new Change(Record($"airlock.{step}", caller.Subject, caller.Member.Value, row)).Update(row).Update(own).Tell(HeldOutput.Told(row, at)), stop);
            if (done.IsOk)
            {
                if (next == AirlockTransitions.Refused)
                {
                    File.Delete(folders.AirlockOf(row.Id));
                }
                else if (next == AirlockTransitions.Approved)
                {
                    await Deliver(id, stop);
                }

                return await One(id, caller.Member, works: true, stop);
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>Delivers what its owners' rules alone let go; what fails now is taken up by the next round.</summary>
    public async Task Deliver(IEnumerable<HeldOutput> held, CancellationToken stop)
    {
        foreach (var output in held.Where(h => h.Row.State == AirlockTransitions.Approved))
        {
            await Deliver(new PendingId(output.Row.Id), stop);
        }
    }

    /// <summary>Lets go what is approved and still here, and ends what nobody decided on in time; true when there may be more.</summary>
    public async Task<bool> Round(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var now = clock.GetUtcNow();
        var late = await db.Set<AirlockRow>().Where(a => (a.State == AirlockTransitions.Held || a.State == AirlockTransitions.Approved) && a.ExpiresAt <= now).OrderBy(a => a.ExpiresAt).Take(RoundMax).ToListAsync(stop);
        foreach (var row in late)
        {
            row.State = AirlockTransitions.Next(row.State, "expire", "node", last: false)!;
            row.DecidedAt = now;
            if ((await lane.Commit(new Change(Record("airlock.expire", "node", row.Member, row)).Update(row).Tell(HeldOutput.Told(row, now)), stop)).IsOk)
            {
                File.Delete(folders.AirlockOf(row.Id));
            }
        }

        foreach (var id in await db.Set<AirlockRow>().Where(a => a.State == AirlockTransitions.Approved && a.ExpiresAt > now).OrderBy(a => a.Id).Take(RoundMax).Select(a => a.Id).ToListAsync(stop))
        {
            await Deliver(new PendingId(id), stop);
        }

        await Clean(db, now, stop);
        return late.Count == RoundMax;
    }

    /// <summary>Removes content whose entry has ended, or never came to be: the node broke off between a commit and its file.</summary>
    private async Task Clean(NodeContext db, DateTimeOffset now, CancellationToken stop)
    {
        foreach (var files in Directory.EnumerateFiles(folders.Airlock).Select(f => (Path: f, Id: Guid.TryParseExact(Path.GetFileName(f), "N", out var id) ? id : Guid.Empty)).Chunk(RoundMax))
        {
            var ids = files.Select(f => f.Id).ToList();
            var states = await db.Set<AirlockRow>().Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.State }).ToDictionaryAsync(a => a.Id, a => a.State, stop);
            foreach (var (path, id) in files)
            {
                // A run that rests before its told end has its content here and no entry yet.
                if (states.TryGetValue(id, out var state) ? AirlockTransitions.Ended(state) : File.GetLastWriteTimeUtc(path) < (now - LeftOver).UtcDateTime)
                {
                    File.Delete(path);
                }
            }
        }
    }

    /// <summary>
    /// Makes an approved output an asset of who sent the job. The approval is on record by now; the asset's id follows from job and name, so that after a crash in between this is done again.
    /// </summary>
    public async Task<Refusal?> Deliver(PendingId id, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await Row(id, stop) is not { State: AirlockTransitions.Approved, Passed: true } row || await reads.Find(new JobId(row.Job), stop) is not { } job)
            {
                return null;
            }

            var form = Json.Read<OutputForm>(row.Form);
            var path = folders.AirlockOf(row.Id);
            if (!File.Exists(path))
            {
                return Gone(row);
            }

            var kept = await derived.Keep(
                new DerivedAsset(JobIds.Result(new JobId(row.Job), form.Name), new MemberId(row.Member), $"{row.JobName} · {form.Name}", path, MediaTypes.Of(form.Name), Json.Read<AssetId[]>(row.Sources), new JobId(row.Job)),
                row.Actor, stop);
            if (!kept.IsOk)
            {
                return kept.Refusal;
            }

            var at = clock.GetUtcNow();
            row.State = AirlockTransitions.Next(row.State, "deliver", "node", last: true)!;
            row.DecidedAt = at;
            row.Asset = kept.Value.Value;
            var results = Json.Read<JobResultView[]>(job.Results);
            job.Results = Json.Write(results.Where(r => r.Asset != kept.Value).Append(new JobResultView(kept.Value, form.Name)));
            var done = await lane.Commit(new Change(Record("airlock.deliver", "node", row.Member, row, kept.Value.ToString())).Update(row).Update(job).Tell(HeldOutput.Told(row, at)), stop);
            if (done.IsOk)
            {
                File.Delete(path);
                return null;
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    private static Refusal Gone(AirlockRow row) => new("compute.airlock.unknown", "There is no content.", $"Entry \"{new PendingId(row.Id)}\" is {row.State}: the job left nothing, or its content has been deleted.");

    private static Refusal NotOwner { get; } = new("access.airlock", "This output waits for the owners of the data.", "Who sent the job gets what they let out, as a result of the job.");

    public static Refusal Unknown(string id) => new("compute.airlock.unknown", "There is no such output.", $"No output that concerns you waits under the id \"{id}\".");

    private static Refusal Failed(AirlockRow row)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        var failed = Json.Read<AirlockFindingView[]>(row.Findings).Where(f => !f.Passed).ToList();
        for (var i = 0; i < failed.Count; i++)
        {
            facts[$"finding{i}.rule"] = failed[i].Rule;
            facts[$"finding{i}.zh"] = failed[i].Zh;
            facts[$"finding{i}.en"] = failed[i].En;
        }

        return new Refusal("compute.airlock.findings", "A check of this output failed.", string.Join(' ', failed.Select(f => $"{f.Zh}{f.En}")), facts);
    }

    private static Act Record(string verb, string actor, Guid member, AirlockRow row, params string[] more) =>
        new(verb, actor, member, [new PendingId(row.Id).ToString(), new JobId(row.Job).ToString(), .. more], "done", "{}");

    private static AirlockView View(AirlockRow row, IReadOnlyList<AirlockVoteRow> votes, MemberId reader, bool works)
    {
        var owner = works && votes.Any(v => v.Member == reader.Value);
        var delivered = row.State == AirlockTransitions.Delivered;

        // That the rules alone let it go is told when it has gone.
        var state = row.State == AirlockTransitions.Approved && !owner ? AirlockTransitions.Held : row.State;
        return new AirlockView(
            new PendingId(row.Id), new JobId(row.Job), new MemberId(row.Member), new PoolId(row.Pool), Json.Read<OutputForm>(row.Form), state, row.HeldAt, row.ExpiresAt, row.DecidedAt,
            owner || AirlockTransitions.Ended(row.State) ? row.Reason : null, row.Asset is { } asset ? new AssetId(asset) : null,
            [.. votes.Select(v => owner || AirlockTransitions.Ended(row.State) ? new AirlockVoteView(new MemberId(v.Member), v.State, v.At) : new AirlockVoteView(new MemberId(v.Member), "pending", null))], row.Version)
        {
            Sources = Json.Read<AssetId[]>(row.Foreign),
            Findings = owner ? Json.Read<AirlockFindingView[]>(row.Findings) : null,
            Passed = owner ? row.Passed : null,
            Sha256 = owner || delivered ? row.Sha256 : null,
            Bytes = owner || delivered ? row.Bytes : null,
        };
    }

    private async Task<AirlockRow?> Row(PendingId id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<AirlockRow>().FirstOrDefaultAsync(a => a.Id == id.Value, stop);
    }

    private async Task<(AirlockRow Row, IReadOnlyList<AirlockVoteRow> Votes)?> Find(PendingId id, MemberId reader, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var votes = await db.Set<AirlockVoteRow>().Where(v => v.Entry == id.Value).OrderBy(v => v.Id).ToListAsync(stop);
        return await db.Set<AirlockRow>().FirstOrDefaultAsync(a => a.Id == id.Value, stop) is { } row && (row.Member == reader.Value || votes.Any(v => v.Member == reader.Value)) ? (row, votes) : null;
    }
}
