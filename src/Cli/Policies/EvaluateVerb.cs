using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Cli.Policies;

/// <summary><c>keyeco policy evaluate</c>: what policies say to requests in states of the world.</summary>
internal static class EvaluateVerb
{
    public static Command Build()
    {
        var verb = Verb.Group("evaluate", "Evaluates policies for requests in states of the world. 按请求与世界状态评估政策。", PolicyVerbs.Cases, PolicyVerbs.Out, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        using var file = CaseFile.Open(run);
        var readings = new Readings(file.Root);
        var (scored, levelA, levelB, permitted) = (0, 0, 0, 0);
        await file.Answer(Name, (c, i) =>
        {
            var reports = readings.Evaluate(c);
            if (!reports.IsOk)
            {
                return reports.Refusal;
            }

            permitted += reports.Value.Permitted ? 1 : 0;
            var said = new JsonArray([.. reports.Value.Rules.Select(Node)]);
            if (c.TryGetProperty("expected", out var expected) && expected.ValueKind == JsonValueKind.Array && expected.GetArrayLength() > 0)
            {
                scored++;
                var (a, b) = Compared(said, expected);
                levelA += a ? 1 : 0;
                levelB += b ? 1 : 0;
            }

            return new JsonObject { ["n"] = c.TryGetProperty("n", out var n) ? JsonNode.Parse(n.GetRawText()) : i + 1, ["reports"] = said };
        });
        var report = new Report(file.Cases.Count, file.Unreadable, permitted, scored, levelA, levelB);
        await run.Out.WriteLineAsync(run.Json
            ? JsonSerializer.Serialize(report, ReplayVerb.Snake)
            : $"{CountWords.Of(report.Cases, "case")}, {report.Permitted} permitted, {report.Unreadable} unreadable{(report.Scored > 0 ? $"; level A: {report.LevelA}/{report.Scored}, level B: {report.LevelB}/{report.Scored}" : "")} · {report.Cases} 个案例，{report.Permitted} 个获许可，{report.Unreadable} 个无法读取{(report.Scored > 0 ? $"；层级 A {report.LevelA}/{report.Scored}，层级 B {report.LevelB}/{report.Scored}" : "")}");
        return file.Unreadable == 0 ? ExitCode.Done : ExitCode.Usage;
    }

    private static string Name(JsonElement of, int at) => of.TryGetProperty("n", out var n) ? n.GetRawText() : CaseFile.Text(of, "id") ?? $"#{at + 1}";

    private static JsonNode Node(OdrlRuleReport report)
    {
        var (premises, constraints) = (new JsonObject(), new JsonObject());
        foreach (var premise in report.Premises)
        {
            premises[premise.Kind] = State(premise.Satisfied);
        }

        foreach (var constraint in report.Constraints)
        {
            // One id that stands for several constraints holds when all of them do.
            var before = constraints[constraint.Id]?.GetValue<string>();
            constraints[constraint.Id] = State(constraint.Satisfied && before is null or "Satisfied");
        }

        return new JsonObject
        {
            ["type"] = report.Type,
            ["rule"] = report.Rule.Id,
            ["ruleRequest"] = report.Request,
            ["activationState"] = report.Active ? "Active" : "Inactive",
            ["attemptState"] = "Attempted",
            ["premises"] = premises,
            ["constraints"] = constraints,
            ["conditionReports"] = new JsonArray([.. report.Conditions.Select(c => (JsonNode)c)]),
        };
    }

    private static string State(bool satisfied) => satisfied ? "Satisfied" : "Unsatisfied";

    /// <summary>Level A: each rule's kind and whether it applies. Level B: its premises and constraints too.</summary>
    private static (bool A, bool B) Compared(JsonArray said, JsonElement expected)
    {
        var wanted = new JsonArray([.. expected.EnumerateArray().Select(e => JsonNode.Parse(e.GetRawText()))]);
        var (a, b) = (Same(said, wanted, "type", "rule", "activationState"), Same(said, wanted, "type", "rule", "activationState", "premises", "constraints"));
        return (a, b);

        static bool Same(JsonArray left, JsonArray right, params string[] fields) =>
            left.Count == right.Count && left.All(l => right.Any(r => fields.All(f => JsonNode.DeepEquals(l![f], r is JsonObject ? r[f] : null))));
    }

    private sealed record Report(int Cases, int Unreadable, int Permitted, int Scored, int LevelA, int LevelB);

    /// <summary>What stands in the file under a name is read once.</summary>
    private sealed class Readings(JsonElement root)
    {
        private readonly Dictionary<string, Result<OdrlPolicy>> policies = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Result<IReadOnlyList<OdrlRequest>>> requests = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Result<OdrlWorld>> worlds = new(StringComparer.Ordinal);

        public Result<OdrlReport> Evaluate(JsonElement of)
        {
            var policy = Read(of, "policy", "policies", policies, OdrlReader.Read);
            var request = Read(of, "request", "requests", requests, OdrlWorldReader.Requests);
            var world = Read(of, "sotw", "statesOfTheWorld", worlds, OdrlWorldReader.World);
            if ((policy.Refusal ?? request.Refusal ?? world.Refusal) is { } refusal)
            {
                return refusal;
            }

            var reports = request.Value.Select(r => OdrlEvaluation.Evaluate(policy.Value, r, world.Value)).ToList();
            return reports is [var only] ? only : new OdrlReport(reports.TrueForAll(r => r.Permitted), reports.Find(r => !r.Permitted)?.Code ?? "odrl.permitted", [.. reports.SelectMany(r => r.Rules)]);
        }

        private Result<T> Read<T>(JsonElement of, string field, string table, Dictionary<string, Result<T>> known, Func<JsonElement, Result<T>> read)
        {
            if (of.TryGetProperty(field, out var own) && own.ValueKind == JsonValueKind.Object)
            {
                return read(own);
            }

            var name = CaseFile.Text(of, field) ?? "";
            if (known.TryGetValue(name, out var before))
            {
                return before;
            }

            var found = root.ValueKind == JsonValueKind.Object && root.TryGetProperty(table, out var all) && all.ValueKind == JsonValueKind.Object && all.TryGetProperty(name, out var json)
                ? read(json)
                : CaseFile.Incomplete($"{field} 须指出 {table} 中的一项；现为“{name}”。", $"\"{field}\" must name an entry of \"{table}\"; it was \"{name}\".");
            known.Add(name, found);
            return found;
        }
    }
}
