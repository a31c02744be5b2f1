using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

/// <summary>The end of a job is one commit: state, devices given back, reading, uses and facts.</summary>
internal sealed class JobEnding(IGate gate, ILane lane, JobMeters meters)
{
    private const int CodeMax = 100;
    private const int StatementMax = 2000;

    /// <summary>Ends a job as it was read; answers <c>state.stale</c> when it was changed meanwhile, <c>compute.job.state</c> when it can't end so.</summary>
    public async Task<Result<Committed>> Commit(JobRow row, JobStep step, string outcome, string statement, DateTimeOffset at, IReadOnlyList<JobResultView> results, string actor, CancellationToken stop)
    {
        if (JobTransitions.Next(row.State, step) is not { } next || !JobTransitions.Ended(next))
        {
            return WrongState(row, step);
        }

        var uses = Json.Read<JobUse[]>(row.Uses);
        var job = new JobId(row.Id);
        var held = row.StartedAt is { } started && row.State == JobState.Running ? DeviceTime.Of(row.Devices, started, at) : (DeviceTime?)null;
        var word = JobTransitions.Word(next);
        row.State = next;
        row.Outcome = Code(outcome);
        row.Statement = statement.Length > StatementMax ? statement[..StatementMax] : statement;
        row.EndedAt = held?.To ?? at;
        row.DeviceMs = held?.DeviceMs ?? 0;
        row.Results = Json.Write(results);

        var change = new Change(new Act($"job.{word}", actor, row.Member, [job.ToString(), new PoolId(row.Pool).ToString(), .. uses.Skip(1).Select(u => u.Asset.ToString())], row.Outcome, "{}")).Update(row);
        if (held is { } time)
        {
            var pool = uses[0];
            change.Add<PoolLoadRow>(row.Pool, nameof(PoolLoadRow.DevicesBusy), -row.Devices).Meter(new MeterRow
            {
                Id = JobIds.Reading(job).Value,
                Agreement = pool.Agreement?.Value,
                Use = pool.Use.Value,
                Asset = pool.Asset.Value,
                Provider = pool.Provider.Value,
                Consumer = row.Member,
                Kind = "device.ms",
                Quantity = time.DeviceMs,
                From = time.From,
                To = time.To,
                Outcome = word,
                ProviderFailed = next == JobState.Failed && JobOutcomes.ProviderFailed(row.Outcome),
                Demonstration = row.Demonstration,
                Trial = row.Trial,
            });
        }
        else
        {
            change.Add<PoolLoadRow>(row.Pool, nameof(PoolLoadRow.Queued), -1);
        }

        foreach (var use in uses)
        {
            await gate.Finish(change, use.Use, word, row.EndedAt.Value, stop);
        }

        change.Tell(Ended(row, held));

        var done = await lane.Commit(change, stop);
        if (done.IsOk)
        {
            meters.Ended(word, row.DeviceMs ?? 0);
        }

        return done;
    }

    public static Refusal WrongState(JobRow row, JobStep step) => new(
        "compute.job.state",
        "This is not possible now.",
        $"The job is in the state {JobTransitions.Word(row.State)}; the step {step.ToString().ToLowerInvariant()} is not possible from there.",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = JobTransitions.Word(row.State), ["step"] = step.ToString().ToLowerInvariant() });

    /// <summary>Evidence holds codes only; what a runner says is made one.</summary>
    private static string Code(string outcome)
    {
        var code = new string([.. outcome.ToLowerInvariant().Take(CodeMax).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-')]);
        return code.Length == 0 ? "unknown" : code;
    }

    private static Fact Ended(JobRow row, DeviceTime? held) => new("compute.job.ended.v1", row.Id, Json.Write(new
    {
        job = new JobId(row.Id).ToString(),
        pool = new PoolId(row.Pool).ToString(),
        member = new MemberId(row.Member).ToString(),
        provider = new MemberId(row.Provider).ToString(),
        state = JobTransitions.Word(row.State),
        outcome = row.Outcome,
        devices = row.Devices,
        queuedMs = row.QueuedAt.ToUnixTimeMilliseconds(),
        fromMs = held?.From.ToUnixTimeMilliseconds(),
        toMs = held?.To.ToUnixTimeMilliseconds(),
        deviceMs = row.DeviceMs,
        demonstration = row.Demonstration,
        trial = row.Trial,
        at = row.EndedAt,
    }));
}
