using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Cli.Policies;

/// <summary><c>keyeco policy conflicts</c>: which policies can't be kept together, and why.</summary>
internal static class ConflictsVerb
{
    private static readonly Option<bool> Why = new("--why") { Description = "Says of each case why, on standard error. 逐例说明原因。" };

    public static Command Build()
    {
        var verb = Verb.Group("conflicts", "Finds policies that can't be kept together. 检查政策之间的冲突。", PolicyVerbs.Cases, PolicyVerbs.Out, Why, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        using var file = CaseFile.Open(run);
        var (conflicts, compatible, unknown) = (0, 0, 0);
        var families = new SortedDictionary<string, (int Scored, int Right)>(StringComparer.Ordinal);
        await file.Answer(Name, (c, i) =>
        {
            var judged = Judge(c);
            if (!judged.IsOk)
            {
                return judged.Refusal;
            }

            var verdict = judged.Value.Verdict;
            conflicts += verdict == OdrlVerdict.Conflict ? 1 : 0;
            compatible += verdict == OdrlVerdict.Compatible ? 1 : 0;
            unknown += verdict == OdrlVerdict.Unknown ? 1 : 0;
            if (CaseFile.Text(c, "verdict") is "Conflict" or "Compatible" && c.GetProperty("policies").GetArrayLength() == 2)
            {
                var family = CaseFile.Text(c, "family") ?? "all";
                var (scored, right) = families.GetValueOrDefault(family);
                families[family] = (scored + 1, right + (CaseFile.Text(c, "verdict") == verdict.ToString() ? 1 : 0));
            }

            if (run.Get(Why))
            {
                foreach (var finding in judged.Value.Findings)
                {
                    run.Notes.WriteLine($"{Name(c, i)}: {PolicyWords.Say(finding, chinese: false)} {PolicyWords.Say(finding, chinese: true)}");
                }
            }

            return new JsonObject { ["id"] = Name(c, i), ["verdict"] = verdict.ToString() };
        });
        var report = new Report(file.Cases.Count, file.Unreadable, conflicts, compatible, unknown, families.Values.Sum(f => f.Scored), families.Values.Sum(f => f.Right), families.ToDictionary(f => f.Key, f => new Score(f.Value.Scored, f.Value.Right), StringComparer.Ordinal));
        await run.Out.WriteLineAsync(run.Json
            ? JsonSerializer.Serialize(report, ReplayVerb.Snake)
            : $"{CountWords.Of(report.Cases, "case")}: {CountWords.Of(report.Conflicts, "conflict")}, {report.Compatible} compatible, {report.Unknown} unknown, {report.Unreadable} unreadable{(report.Scored > 0 ? $"; right {report.Right}/{report.Scored}" : "")} · {report.Cases} 个案例：冲突 {report.Conflicts}，相容 {report.Compatible}，未定 {report.Unknown}，无法读取 {report.Unreadable}{(report.Scored > 0 ? $"；正确 {report.Right}/{report.Scored}" : "")}");
        return file.Unreadable == 0 ? ExitCode.Done : ExitCode.Usage;
    }

    private static string Name(JsonElement of, int at) => CaseFile.Text(of, "id") ?? $"#{at + 1}";

    private static Result<OdrlConflictReport> Judge(JsonElement of)
    {
        if (!of.TryGetProperty("policies", out var policies) || policies.ValueKind != JsonValueKind.Array || policies.GetArrayLength() is not (1 or 2))
        {
            return CaseFile.Incomplete("policies 须为一或两个政策的列表。", "\"policies\" must be a list of one or two policies.");
        }

        var read = policies.EnumerateArray().Select(OdrlReader.Read).ToList();
        if (read.Find(r => !r.IsOk) is { IsOk: false } wrong)
        {
            return wrong.Refusal;
        }

        return read is [var first, var second]
            ? AsksContainment(of) ? OdrlConflict.Contained(first.Value, second.Value) : OdrlConflict.Check(first.Value, second.Value)
            : OdrlConflict.Check(read[0].Value);
    }

    /// <summary>A case may say that it asks whether the first policy lies within the second, instead of whether both can be kept.</summary>
    private static bool AsksContainment(JsonElement of) => CaseFile.Text(of, "relation") == "subsumption" || CaseFile.Text(of, "category") == "BoxContainment";

    private sealed record Report(int Cases, int Unreadable, int Conflicts, int Compatible, int Unknown, int Scored, int Right, Dictionary<string, Score> Families);

    private sealed record Score(int Scored, int Right);
}
