using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Airlock;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Work;

/// <summary>The end of a sealed run: what it left is checked and laid into the airlock, and nobody but the owner of the data is told how it ended.</summary>
internal sealed class SealedRuns(SealedJobs jobs, ComputeFolders folders, JobLogs logs, IAssetAnswer assets, IOptions<ComputeOptions> options, ILogger<SealedRuns> log)
{
    /// <summary>What its sender reads of its end.</summary>
    public const string Statement = "作业已结束。日志与输出不可见：输出在气闸中等待数据所有者。It has ended. Its log is not shown; its outputs wait in the airlock for the owners of the data.";

    /// <summary>Shown on a job that is sealed.</summary>
    public const string Warning = "可用不可见：在数据所有者放行之前，您看不到日志与结果。You will see neither log nor results until the owners of the data let them out.";

    /// <summary>Shown on a sealed job that declares nothing.</summary>
    public const string NothingOut = "未声明任何输出：此作业不会留下结果。No output is declared: nothing of this job can ever leave.";

    private const int ReadMax = 1 << 16;

    /// <summary>When a run that is over ends for everybody.</summary>
    public DateTimeOffset EndOf(JobRow row, DateTimeOffset over) =>
        row.StartedAt is { } started ? SealedTime.EndOf(started, over, TimeSpan.FromSeconds(options.Value.SealedGrainSeconds)) : over;

    /// <summary>What everybody but the owner of the data is told of an end.</summary>
    public static (JobStep Step, string Outcome, string Statement) Told(JobStep step, string ending) =>
        JobOutcomes.ToldOfSealed(ending) ? (step, ending, "") : (JobStep.Succeed, JobOutcomes.SealedEnded, Statement);

    /// <summary>Checks the declared outputs of a run that is over and keeps their content; one entry each, whether the file is there or not.</summary>
    /// <param name="row">The job.</param>
    /// <param name="ending">How it really ended, as a code.</param>
    /// <param name="words">The same in words.</param>
    /// <param name="files">Results by their names in <c>/out</c>.</param>
    /// <param name="refused">Results that could not be taken, with why.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<IReadOnlyList<HeldOutput>> Hold(JobRow row, string ending, string words, IReadOnlyList<(string Name, string Path)> files, IReadOnlyList<string> refused, CancellationToken stop)
    {
        var job = new JobId(row.Id);
        var forms = Json.Read<OutputForm[]>(row.Outputs);
        await logs.Append(job, "node", $"{ending}: {words}");
        if (JobOutcomes.ToldOfSealed(ending))
        {
            return [];
        }

        foreach (var left in refused.Concat(files.Where(f => !forms.Any(o => o.Name == f.Name)).Select(f => $"{f.Name}: 未声明，已删除。Not declared, deleted.")))
        {
            await logs.Append(job, "node", $"未保留的结果 Result not kept: {left}");
        }

        var foreign = await jobs.Foreign(row, stop);
        var rules = AirlockRules.Strictest([.. foreign.Select(s => s.Rules)]);
        var records = forms.Length > 0 ? await Records(foreign, stop) : null;
        var held = new List<HeldOutput>();
        foreach (var form in forms)
        {
            var entry = JobIds.Airlock(job, form.Name);
            var verdict = await Check(form, rules, ending, words, files.FirstOrDefault(f => f.Name == form.Name).Path, records, entry.Value, stop);
            held.Add(Entry(row, form, entry, verdict, rules.Approval, foreign));
        }

        return held;
    }

    /// <summary>Removes the content of outputs that went nowhere.</summary>
    public void Drop(IEnumerable<HeldOutput> held)
    {
        foreach (var output in held)
        {
            File.Delete(folders.AirlockOf(output.Row.Id));
        }
    }

    private async Task<OutputVerdict> Check(OutputForm form, AirlockRules rules, string ending, string words, string? path, DataRecords? records, Guid entry, CancellationToken stop)
    {
        var kept = folders.AirlockOf(entry);
        File.Delete(kept);
        if (path is null)
        {
            return Ended(ending, words, OutputCheck.Missing($"作业没有留下“{form.Name}”。", $"The job left no \"{form.Name}\"."));
        }

        var bytes = await Bytes(path, stop);
        var verdict = Ended(ending, words, Look(form, rules, bytes, records, entry));

        // What may leave is what the owner sees; where nothing may, what the job wrote, so that the findings can be understood.
        await File.WriteAllBytesAsync(kept, verdict.Clean is { } clean ? Encoding.UTF8.GetBytes(clean) : bytes.AsMemory(0, Math.Min(bytes.Length, AirlockRules.BytesTop)), stop);
        return verdict;
    }

    /// <summary>A check that fails by itself fails the output: as an end of its own it would tell the sender that its job had found the way to make it fail.</summary>
    private OutputVerdict Look(OutputForm form, AirlockRules rules, byte[] bytes, DataRecords? records, Guid entry)
    {
        try
        {
            return OutputCheck.Of(form, rules, bytes, records);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Log.OutputNotChecked(log, new PendingId(entry), failure);
            return OutputCheck.Missing("检查未能完成。", "It could not be checked; the node's log says why.");
        }
    }

    /// <summary>A run that ended badly may have left half a table.</summary>
    private static OutputVerdict Ended(string ending, string words, OutputVerdict verdict) => ending == "exit.0"
        ? verdict
        : new OutputVerdict([new AirlockFindingView("ending", false, null, null, $"作业没有正常结束（{ending}）。", $"The run did not end well ({ending}). {words}"), .. verdict.Findings], null);

    private static async Task<byte[]> Bytes(string path, CancellationToken stop)
    {
        await using var file = File.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, AirlockRules.BytesTop + 1L)];
        await file.ReadExactlyAsync(bytes, stop);
        return bytes;
    }

    private HeldOutput Entry(JobRow row, OutputForm form, PendingId entry, OutputVerdict verdict, bool approval, IReadOnlyList<SealedSet> foreign)
    {
        var clean = verdict.Clean is { } text ? Encoding.UTF8.GetBytes(text) : null;
        var passes = clean is not null && !approval;
        return new HeldOutput(
            new AirlockRow
            {
                Id = entry.Value,
                Version = 1,
                Job = row.Id,
                Pool = row.RunPool ?? row.Pool,
                Member = row.Member,
                Actor = row.Actor,
                JobName = row.Name,
                Form = Json.Write(form),
                Sources = Json.Write(Json.Read<JobUse[]>(row.Uses).Skip(1).Select(u => u.Asset)),
                Foreign = Json.Write(foreign.Select(s => s.Asset)),
                State = passes ? AirlockTransitions.Approved : AirlockTransitions.Held,
                Findings = Json.Write(verdict.Findings),
                Passed = verdict.Passed,
                Sha256 = clean is null ? null : Convert.ToHexStringLower(SHA256.HashData(clean)),
                Bytes = clean?.Length,
                Reason = passes ? "所有检查通过，所有者不要求批准。All checks passed, and the owners ask for no approval." : null,
            },
            [.. foreign.Select(s => s.Owner).Distinct().OrderBy(o => o.Value).Select(o => new AirlockVoteRow { Id = JobIds.AirlockVote(new JobId(row.Id), form.Name, o), Version = 1, Entry = entry.Value, Member = o.Value, State = passes ? "approved" : "pending" })],
            TimeSpan.FromDays(options.Value.AirlockDays));
    }

    /// <summary>Records of all data of others: rows of what is a table, lines of what is none; null where that can't be told.</summary>
    private async Task<DataRecords?> Records(IReadOnlyList<SealedSet> foreign, CancellationToken stop)
    {
        var (records, areLines) = (0L, false);
        foreach (var set in foreign)
        {
            if ((await assets.Of(set.Asset, stop))?.Rows is { } rows)
            {
                records += rows;
                continue;
            }

            if (await assets.ContentOf(set.Asset, stop) is not { } path || !File.Exists(path))
            {
                return null;
            }

            records += await Lines(path, stop);
            areLines = true;
        }

        return new DataRecords(records, areLines);
    }

    /// <summary>Lines of a file; nothing stands behind its last line break.</summary>
    private static async Task<long> Lines(string path, CancellationToken stop)
    {
        var (lines, last) = (0L, (byte)'\n');
        var buffer = new byte[ReadMax];
        await using var file = File.OpenRead(path);
        int n;
        while ((n = await file.ReadAsync(buffer, stop)) > 0)
        {
            lines += buffer.AsSpan(0, n).Count((byte)'\n');
            last = buffer[n - 1];
        }

        return last == '\n' ? lines : lines + 1;
    }
}
