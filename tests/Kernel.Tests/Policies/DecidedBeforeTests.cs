using System.Text.Json;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

/// <summary>
/// What the small language of policies decided, which was here before ODRL's engine took its place (ADR 0027): policies and uses that it was asked about at random, one and more of each kind of answer.
/// Agreements of that time are kept, so the same uses are permitted and refused, for the same reasons.
/// </summary>
public sealed class DecidedBeforeTests
{
    [Fact]
    public void What_was_permitted_is_permitted_and_what_was_refused_is_refused_for_the_same_reasons()
    {
        var cases = Cases().ToList();

        Assert.True(cases.Count > 100);
        Assert.All(cases, c => Assert.Equal(Before(c), Now(c)));
        Assert.InRange(cases.Count(c => c.GetProperty("permitted").GetBoolean()), 5, cases.Count - 5);
    }

    [Fact]
    public void What_was_stored_is_read_back_to_the_same_answers()
    {
        static string Again(string policy) => PolicyJson.Write(PolicyJson.Parse(PolicyJson.Write(PolicyJson.Parse(policy).Value)).Value);

        Assert.All(Cases(), c => Assert.Equal(Before(c), Now(c, Again)));
    }

    [Fact]
    public void A_policy_of_that_time_is_spelled_as_it_was()
    {
        const string Stored = """{"@context":"http://www.w3.org/ns/odrl.jsonld","@type":"Set","permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["research","teaching"]},{"or":[{"leftOperand":"count","operator":"lteq","rightOperand":"3"},{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01"},{"leftOperand":"mood","operator":"neq","rightOperand":"bad"}]}]},{"action":"read","constraint":[]}],"prohibition":[]}""";

        Assert.Equal(Stored, PolicyJson.Write(PolicyJson.Parse(Stored).Value));
    }

    [Theory]
    [InlineData("and", true)]
    [InlineData("or", false)]
    [InlineData("xone", false)]
    public void A_form_over_nothing_that_was_stored_is_still_read(string form, bool permitted) =>
        Assert.Equal(permitted, PolicyDecision.Decide(PolicyJson.Stored($$"""{"permission":[{"action":"read","constraint":[{"{{form}}":[]}]}]}"""), new UseRequest("read", "", "mbr_1", "institute", null, "CN", default, 0)).Permitted);

    [Fact]
    public void A_value_that_nobody_could_read_keeps_its_own_permission_closed_and_no_other()
    {
        const string Stored = """{"permission":[{"action":"read","constraint":[{"leftOperand":"elapsedTime","operator":"neq","rightOperand":"a while"}]},{"action":"read","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""";
        var use = new UseRequest("read", "research", "mbr_1", "institute", null, "CN", default, 0);

        Assert.False(PolicyJson.Parse(Stored).IsOk);
        Assert.Equal("permission[1]", PolicyDecision.Decide(PolicyJson.Stored(Stored), use).Reasons[0].Clause);
        Assert.Equal("policy.operand.unknown", PolicyDecision.Decide(PolicyJson.Stored(Stored), use with { Purpose = "sales" }).Reasons[0].Code);
        Assert.True(PolicyJson.Parse(PolicyJson.Write(PolicyJson.Stored(Stored))).IsOk);
    }

    [Fact]
    public void Terms_on_record_that_can_not_be_read_permit_nothing() => Assert.Empty(PolicyJson.Stored("""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":["2027-01-01","soon"]}]}]}""").Rules);

    private static IEnumerable<JsonElement> Cases()
    {
        using var lines = new StreamReader(typeof(DecidedBeforeTests).Assembly.GetManifestResourceStream("decided-before.jsonl")!);
        while (lines.ReadLine() is { } line)
        {
            yield return JsonDocument.Parse(line).RootElement;
        }
    }

    private static string Before(JsonElement c) => $"{c.GetProperty("permitted").GetBoolean()} {string.Join(", ", c.GetProperty("reasons").EnumerateArray().Select(r => r.GetString()))}";

    private static string Now(JsonElement c, Func<string, string>? spelled = null)
    {
        var policy = c.GetProperty("policy").GetRawText();
        string Text(string name) => c.GetProperty(name).GetString()!;
        var use = new UseRequest(Text("action"), Text("purpose"), Text("recipient"), Text("role"), c.GetProperty("industry").GetString(), Text("country"), c.GetProperty("at").GetDateTimeOffset(), c.GetProperty("before").GetInt64());
        var report = PolicyDecision.Decide(PolicyJson.Parse(spelled is null ? policy : spelled(policy)).Value, use);
        return $"{report.Permitted} {string.Join(", ", report.Reasons.Select(r => $"{r.Code} {Outer(r.Clause)}"))}";
    }

    /// <summary>Parts of a combination had the clause of the whole; now they have their own within it.</summary>
    private static string Outer(string clause) => string.Join('.', clause.Split('.').Take(2));
}
