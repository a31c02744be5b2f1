using System.IO.Compression;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Policies;

public sealed class PolicyVerbsTests : IDisposable
{
    private const string Evaluation = """
        {"policies":{"p":{"permission":{"@id":"urn:rule","action":"use","constraint":{"@id":"urn:c","leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01T00:00:00Z"}}},"bad":{"permission":{"constraint":{}}}},
         "requests":{"r":{"permission":{"@id":"urn:asked","action":"read"}}},
         "statesOfTheWorld":{"w":{"currentTime":"2026-01-01T00:00:00Z"}},
         "cases":[{"n":7,"policy":"p","request":"r","sotw":"w","expected":[]}#]}
        """;

    private const string Conflicts = """
        {"cases":[{"id":"one","verdict":"Conflict","family":"F","policies":[
          {"permission":{"action":"use","constraint":{"leftOperand":"count","operator":"lteq","rightOperand":3}}},
          {"permission":{"action":"use","constraint":{"leftOperand":"count","operator":"gteq","rightOperand":5}}}]},
         {"id":"two","relation":"subsumption","policies":[
          {"permission":{"action":"use","constraint":{"leftOperand":"count","operator":"lteq","rightOperand":9}}},
          {"permission":{"action":"use","constraint":{"leftOperand":"count","operator":"lteq","rightOperand":5}}}]}#]}
        """;

    private readonly TestFolder folder = new("keyeco-policy-");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Evaluate_writes_a_line_a_case_and_prints_one_object(bool zipped)
    {
        var said = await Run("evaluate", Evaluation.Replace("#", "", StringComparison.Ordinal), zipped, "--json");

        Assert.Equal(0, said.Code);
        Assert.Equal((1, 1, 0), (said.Json.GetProperty("cases").GetInt32(), said.Json.GetProperty("permitted").GetInt32(), said.Json.GetProperty("scored").GetInt32()));
        var line = JsonDocument.Parse(Assert.Single(Lines())).RootElement;
        Assert.Equal(7, line.GetProperty("n").GetInt32());
        var report = Assert.Single(line.GetProperty("reports").EnumerateArray());
        Assert.Equal("""{"type":"PermissionReport","rule":"urn:rule","ruleRequest":"urn:asked","activationState":"Active","attemptState":"Attempted","premises":{"ActionReport":"Satisfied"},"constraints":{"urn:c":"Satisfied"},"conditionReports":[]}""", report.GetRawText());
        Assert.Empty(said.Error);
    }

    [Fact]
    public async Task A_case_that_can_not_be_read_is_named_and_the_others_are_answered()
    {
        var said = await Run("evaluate", Evaluation.Replace("#", """,{"n":8,"policy":"bad","request":"r","sotw":"w"},{"n":9,"policy":"none","request":"r","sotw":"w"}""", StringComparison.Ordinal), zipped: false, "--json");

        Assert.Equal(2, said.Code);
        Assert.Contains("case 8: ", said.Error, StringComparison.Ordinal);
        Assert.Contains("$.permission.constraint.leftOperand", said.Error, StringComparison.Ordinal);
        Assert.Contains("case 9: ", said.Error, StringComparison.Ordinal);
        Assert.Equal(2, said.Json.GetProperty("unreadable").GetInt32());
        Assert.Single(Lines());
    }

    [Fact]
    public async Task Conflicts_writes_verdicts_and_says_why_when_asked()
    {
        var said = await Run("conflicts", Conflicts.Replace("#", "", StringComparison.Ordinal), zipped: true, "--why", "--json");

        Assert.Equal(0, said.Code);
        Assert.Equal(["""{"id":"one","verdict":"Conflict"}""", """{"id":"two","verdict":"Conflict"}"""], Lines());
        Assert.Equal((1, 1), (said.Json.GetProperty("scored").GetInt32(), said.Json.GetProperty("right").GetInt32()));
        Assert.Contains("one: count: the one wants ≤ 3, the other ≥ 5", said.Error, StringComparison.Ordinal);
        Assert.Contains("使用次数", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conflicts_names_the_case_that_can_not_be_read()
    {
        var said = await Run("conflicts", Conflicts.Replace("#", """,{"id":"three","policies":[]},{"id":"four","policies":[{"conflict":1},{}]}""", StringComparison.Ordinal), zipped: false);

        Assert.Equal(2, said.Code);
        Assert.Contains("case three: ", said.Error, StringComparison.Ordinal);
        Assert.Contains("$.conflict", said.Error, StringComparison.Ordinal);
        Assert.Equal(2, Lines().Length);
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("{}", "cases")]
    [InlineData("""{"cases":[1]}""", "cases")]
    public async Task A_bad_file_is_exit_code_2_and_named(string text, string names)
    {
        foreach (var verb in (string[])["evaluate", "conflicts"])
        {
            var said = await Run(verb, text, zipped: false);

            Assert.Equal(2, said.Code);
            Assert.Contains("--cases", said.Error, StringComparison.Ordinal);
            Assert.Contains(names, said.Error, StringComparison.Ordinal);
            Assert.Empty(said.Out);
        }
    }

    [Fact]
    public async Task Published_cases_give_their_published_scores()
    {
        var (evaluation, conflicts) = (SharedData.File("dataspace/odrl/odrl-eval-shared.json"), SharedData.File("dataspace/odrl/odrl-conflict-shared.json"));
        Assert.SkipWhen(evaluation is null || conflicts is null, "../shared/data/dataspace/odrl is not there.");

        var evaluated = await Invoke("policy", "evaluate", "--cases", evaluation, "--out", Answers, "--json");
        var checkedFor = await Invoke("policy", "conflicts", "--cases", conflicts, "--out", Answers, "--json");

        Assert.Equal((34, 34), (evaluated.Json.GetProperty("level_a").GetInt32(), evaluated.Json.GetProperty("level_b").GetInt32()));
        Assert.True(checkedFor.Json.GetProperty("right").GetInt32() >= 0.98 * checkedFor.Json.GetProperty("scored").GetInt32());
    }

    private string Answers => Path.Combine(folder.Path, "out.jsonl");

    private string[] Lines() => File.ReadAllLines(Answers);

    private Task<Said> Run(string verb, string text, bool zipped, params string[] args)
    {
        var path = Path.Combine(folder.Path, "cases.json");
        using (Stream file = File.Create(path))
        using (var stream = zipped ? new GZipStream(file, CompressionLevel.Fastest) : file)
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return Invoke(["policy", verb, "--cases", path, "--out", Answers, .. args]);
    }

    private static async Task<Said> Invoke(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.Run(args, new Shell { Output = output, Error = error, Interactive = false });
        return new Said(code, output.ToString(), error.ToString());
    }
}
