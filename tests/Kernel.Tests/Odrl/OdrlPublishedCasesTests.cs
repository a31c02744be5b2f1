using System.Text.Json;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel.Odrl;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Odrl;

/// <summary>
/// Published cases, as they came: SolidLabResearch/ODRL-Test-Suite (its own evaluator: 67 of 68) and Daham-Mustaf/odrl-benchmark (a naive test of intervals: 175 of 199).
/// </summary>
public sealed class OdrlPublishedCasesTests
{
    private const string Evaluation = "dataspace/odrl/odrl-eval-shared.json";
    private const string Conflicts = "dataspace/odrl/odrl-conflict-shared.json";

    [Fact]
    public void Every_published_evaluation_is_right_to_its_last_premise_and_constraint()
    {
        var cases = Open(Evaluation);

        Assert.Empty(Misses(cases, (_, report) => report));
    }

    [Fact]
    public void A_report_that_is_wrong_in_one_constraint_is_counted_as_a_miss()
    {
        var cases = Open(Evaluation);

        var misses = Misses(cases, (_, report) => report with { Constraints = [.. report.Constraints.Select(c => c with { Satisfied = !c.Satisfied })] });

        Assert.NotEmpty(misses);
    }

    [Fact]
    public void Nearly_every_published_conflict_is_found_and_none_is_made_up()
    {
        var cases = Open(Conflicts).RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("policies").GetArrayLength() == 2 && Verdict(c) is "Conflict" or "Compatible").ToList();
        Assert.True(cases.Count > 100);

        var wrong = cases.Where(c => Judge(c).ToString() != Verdict(c)).Select(c => c.GetProperty("id").GetString()).ToList();

        // These ask something else than whether a world satisfies both: whether the first contains the second, or what a run would do.
        Assert.True(wrong.Count <= 6, string.Join(", ", wrong));
        Assert.DoesNotContain(cases, c => Verdict(c) == "Compatible" && Judge(c) != OdrlVerdict.Compatible);
    }

    [Fact]
    public void Asked_whether_one_contains_the_other_the_published_cases_are_right()
    {
        var cases = Open(Conflicts).RootElement.GetProperty("cases").EnumerateArray().Where(c => c.GetProperty("relation").GetString() == "subsumption" && c.GetProperty("policies").GetArrayLength() == 2).ToList();

        var wrong = cases.Where(c => OdrlConflict.Contained(Policy(c, 0), Policy(c, 1)).Verdict.ToString() != Verdict(c)).Select(c => c.GetProperty("id").GetString());

        Assert.NotEmpty(cases);
        Assert.Empty(wrong);
    }

    private static JsonDocument Open(string name)
    {
        var file = SharedData.File(name);
        Assert.SkipWhen(file is null, $"../shared/data/{name} is not there.");
        return JsonDocument.Parse(File.ReadAllText(file));
    }

    private static string Verdict(JsonElement c) => c.GetProperty("verdict").GetString()!;

    private static OdrlPolicy Policy(JsonElement c, int at) => OdrlReader.Read(c.GetProperty("policies")[at]).Value;

    private static OdrlVerdict Judge(JsonElement c) => OdrlConflict.Check(Policy(c, 0), Policy(c, 1)).Verdict;

    private static List<int> Misses(JsonDocument document, Func<JsonElement, OdrlRuleReport, OdrlRuleReport> change)
    {
        var root = document.RootElement;
        var misses = new List<int>();
        foreach (var c in root.GetProperty("cases").EnumerateArray())
        {
            JsonElement Of(string table, string field) => root.GetProperty(table).GetProperty(c.GetProperty(field).GetString()!);
            var policy = OdrlReader.Read(Of("policies", "policy")).Value;
            var request = Assert.Single(OdrlWorldReader.Requests(Of("requests", "request")).Value);
            var world = OdrlWorldReader.World(Of("statesOfTheWorld", "sotw")).Value;
            var reports = OdrlEvaluation.Evaluate(policy, request, world).Rules.Select(r => change(c, r)).ToList();
            if (!reports.Select(Said).SequenceEqual(c.GetProperty("expected").EnumerateArray().Select(Expected)))
            {
                misses.Add(c.GetProperty("n").GetInt32());
            }
        }

        return misses;
    }

    private static string Said(OdrlRuleReport r) => string.Join(
        '|',
        r.Type,
        r.Rule.Id,
        r.Request,
        r.Active ? "Active" : "Inactive",
        Sorted(r.Premises.Select(p => (p.Kind, State(p.Satisfied)))),
        Sorted(r.Constraints.Select(c => (c.Id, State(c.Satisfied)))),
        string.Join(',', r.Conditions));

    private static string Expected(JsonElement e) => string.Join(
        '|',
        e.GetProperty("type").GetString(),
        e.GetProperty("rule").GetString(),
        e.GetProperty("ruleRequest").GetString(),
        e.GetProperty("activationState").GetString(),
        Sorted(e.GetProperty("premises").EnumerateObject().Select(p => (p.Name, p.Value.GetString()!))),
        Sorted(e.GetProperty("constraints").EnumerateObject().Select(p => (p.Name, p.Value.GetString()!))),
        string.Join(',', e.GetProperty("conditionReports").EnumerateArray().Select(i => i.GetString())));

    private static string State(bool satisfied) => satisfied ? "Satisfied" : "Unsatisfied";

    private static string Sorted(IEnumerable<(string Name, string State)> states) => string.Join(',', states.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => $"{s.Name}={s.State}"));
}
