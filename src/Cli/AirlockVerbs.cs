using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco airlock</c>: outputs of jobs that compute on data without their senders seeing it.</summary>
internal static class AirlockVerbs
{
    private static readonly Argument<PendingId> Id = Verb.Id<PendingId>("output", "The output. 输出。");
    private static readonly Option<JobId?> Job = Verb.IdOption<JobId>("--job", "Only outputs of this job. 仅该作业。");
    private static readonly Option<string?> State = new("--state") { Description = "held, approved, delivered, refused or expired. 状态。" };
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why, for who sent the job to read. 理由，提交方可见。" };
    private static readonly Option<string> Needed = new("--reason") { Description = "Why, for who sent the job to read. 理由，提交方可见。", Required = true };
    private static readonly Option<FileInfo?> Out = new("--out") { Description = "A file for it; without one it is shown, and what is no plain text of it as ?. 存入文件；省略则显示，非文本字符显示为 ?。" };

    public static Command Build()
    {
        var verb = Verb.Of("airlock", "Outputs of jobs that use data without seeing it: yours that wait, and those made from your data. 可用不可见作业的输出。", List, Job, State);
        verb.Add(Verb.Of("list", "The newest first. 列出。", List, Job, State));
        verb.Add(Verb.Of("show", "One output; as owner of the data with what the checks found. 查看；数据所有者可见检查结果。", async run => Say(run, await run.Node.AirlockEntry(run.Get(Id), run.Stop)), Id));
        verb.Add(Verb.Of("get", "As owner of the data: what would leave, or what the job wrote where a check failed. 数据所有者查看内容。", Get, Id, Out));
        verb.Add(Verb.Of("approve", "As owner of the data: lets it go to who sent the job. 数据所有者放行。", run => Step(run, "approve", run.Get(Reason)), Id, Reason));
        verb.Add(Verb.Of("refuse", "As owner of the data: it is deleted. 数据所有者拒绝并删除。", run => Step(run, "refuse", run.Get(Needed)), Id, Needed));
        return verb;
    }

    /// <summary>The outputs of a job that wait, for who sent it.</summary>
    public static async Task SayWaiting(VerbRun run, JobView job)
    {
        if (job.EndedAt is null || run.Json)
        {
            return;
        }

        foreach (var entry in (await run.Node.Airlock(job.Id, null, null, null, run.Stop)).Items)
        {
            run.Notes.WriteLine($"{entry.Form.Name}: {StateNames.Coded(entry.State)}{(entry.State == "held" ? $", until 至 {entry.ExpiresAt:u}" : entry.Reason is { } reason ? $": {reason}" : "")}  keyeco airlock show {entry.Id}");
        }
    }

    private static Task List(VerbRun run) => run.List(
        run.Node.AllAirlock(run.Get(Job), run.Get(State), run.Stop),
        ["Id", "Name", "State", "Checks", "Bytes", "Since", "Job Id", "Member Id"],
        e => [e.Id.ToString(), e.Form.Name, StateNames.Coded(e.State), e.Passed is { } passed ? passed ? "passed 通过" : $"{e.Findings!.Count(f => !f.Passed)} failed 未通过" : null, e.Bytes?.ToString("N0", CultureInfo.InvariantCulture), $"{e.HeldAt:u}", e.Job.ToString(), e.Member.ToString()]);

    private static async Task Step(VerbRun run, string step, string? reason) => Say(run, await run.Node.StepAirlock(run.Get(Id), step, reason, run.Stop));

    private static async Task<int> Get(VerbRun run)
    {
        if (run.Get(Out) is { } place)
        {
            OutputPlace.File("--out", place.FullName);
        }

        using var answer = await run.Node.AirlockContent(run.Get(Id), run.Stop);
        if (run.Get(Out) is { } file)
        {
            await using var to = file.Create();
            await answer.Content.CopyToAsync(to, run.Stop);
            return ExitCode.Done;
        }

        // A job wrote it: nothing of it reaches a terminal as a command.
        var text = await answer.Content.ReadAsStringAsync(run.Stop);
        run.Out.WriteLine(new string([.. text.TrimEnd('\n').Select(c => c != '\n' && (char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format) ? '?' : c)]));
        return ExitCode.Done;
    }

    private static void Say(VerbRun run, AirlockView e) => run.Show(
        e,
        [
            ("output", e.Id.ToString()), ("job", e.Job.ToString()), ("member", e.Member.ToString()), ("pool", e.Pool.ToString()), ("state", StateNames.Coded(e.State)), ("form", OutputText.Write(e.Form)),
            ("since", $"{e.HeldAt:u}"), ("until", e.State is "held" or "approved" ? $"{e.ExpiresAt:u}" : null), ("reason", e.Reason), ("sha-256", e.Sha256), ("bytes", e.Bytes?.ToString("N0", CultureInfo.InvariantCulture)), ("result", e.Asset?.ToString()),
            .. e.Sources.Select(s => ("made of", (string?)s.ToString())), .. e.Votes.Select(v => ("vote", (string?)$"{v.Member} {StateNames.Coded(v.State)}")),
            .. (e.Findings ?? []).Select(f => (f.Passed ? "kept" : "failed", (string?)$"[{f.Rule}] {f.Zh} {f.En}")),
        ]);
}
