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
    [InlineData("""{"cases":{}}""", "cases")]
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
    public async Task What_is_no_object_is_a_case_that_can_not_be_read_and_the_reason_is_told_in_both_languages()
    {
        var evaluated = await Run("evaluate", Evaluation.Replace("#", ""","text",{"n":9,"policy":"none","request":"r","sotw":"w"},7""", StringComparison.Ordinal), zipped: false, "--json");
        var compared = await Run("conflicts", Conflicts.Replace("#", ""","text",{"id":"three","policies":[{"permission":{"constraint":{}}}]}""", StringComparison.Ordinal), zipped: false);

        Assert.Equal((2, 4, 3), (evaluated.Code, evaluated.Json.GetProperty("cases").GetInt32(), evaluated.Json.GetProperty("unreadable").GetInt32()));
        Assert.Contains("case #2: The case is incomplete. A case must be an object; this is a text. 案例 #2 无法读取：须为对象，此处为文本。", evaluated.Error, StringComparison.Ordinal);
        Assert.Contains("案例 9 无法读取：policy 须指出 policies 中的一项；现为“none”。", evaluated.Error, StringComparison.Ordinal);
        Assert.Contains("案例 #4 无法读取：须为对象，此处为数。", evaluated.Error, StringComparison.Ordinal);
        Assert.Equal((2, 2), (compared.Code, Lines().Length));
        Assert.Contains("case #3: ", compared.Error, StringComparison.Ordinal);
        Assert.Matches("案例 three 无法读取：策略不能接受：“\\$.permission.*”须为.+。", compared.Error);
    }

    [Fact]
    public async Task Where_a_file_holds_no_answers_no_score_is_told()
    {
        var evaluated = await Run("evaluate", Evaluation.Replace("#", "", StringComparison.Ordinal), zipped: false);
        var scored = await Run("evaluate", Evaluation.Replace("#", "", StringComparison.Ordinal).Replace("\"expected\":[]", "\"expected\":[{}]", StringComparison.Ordinal), zipped: false);
        var compared = await Run("conflicts", Conflicts.Replace("#", "", StringComparison.Ordinal).Replace("verdict", "other", StringComparison.Ordinal), zipped: false);

        Assert.Equal("1 case, 1 permitted, 0 unreadable · 1 个案例，1 个获许可，0 个无法读取", evaluated.Out.Trim());
        Assert.Contains("level A: 0/1, level B: 0/1", scored.Out, StringComparison.Ordinal);
        Assert.Equal("2 cases: 2 conflicts, 0 compatible, 0 unknown, 0 unreadable · 2 个案例：冲突 2，相容 0，未定 0，无法读取 0", compared.Out.Trim());
    }

    [Fact]
    public async Task A_file_that_is_nested_too_deeply_is_told_so_and_not_called_no_json()
    {
        foreach (var verb in (string[])["evaluate", "conflicts"])
        {
            var said = await Run(verb, new string('[', 5000) + new string(']', 5000), zipped: false);

            Assert.Equal(2, said.Code);
            Assert.Contains("is nested too deeply (at most 128)", said.Error, StringComparison.Ordinal);
            Assert.Contains("嵌套过深（至多 128 层）", said.Error, StringComparison.Ordinal);
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
