using System.Text.Json;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.WebConsole.Pages.Publish;
using Xunit;

namespace KeyEcosystem.Host.Tests.Pages;

/// <summary>Terms that are written rule by rule say what was written, and show back what stands somewhere.</summary>
[Trait("Store", "none")]
public sealed class TermsDraftTests
{
    public static TheoryData<string> Operators => [.. TermDraft.Operators];

    public static TheoryData<string> Forms => [.. TermDraft.Forms];

    [Fact]
    public void Every_published_policy_is_shown_back_and_written_as_it_was()
    {
        const string Evaluation = "dataspace/odrl/odrl-eval-shared.json";
        var file = SharedData.File(Evaluation);
        Assert.SkipWhen(file is null, $"../shared/data/{Evaluation} is not there.");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var seen = 0;
        foreach (var policy in json.RootElement.GetProperty("policies").EnumerateObject().Select(p => PolicyJson.Parse(p.Value.GetRawText())).Where(p => p.IsOk))
        {
            var written = PolicyJson.Write(policy.Value);

            Assert.Equal(written, PolicyJson.Write(PolicyJson.Parse(TermsDraft.From(written).Value.Build()).Value));
            seen++;
        }

        Assert.True(seen >= 15, $"{seen} policies");
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Every_operator_can_be_written(string operation)
    {
        var rule = new RuleDraft("permission") { Actions = "read\ncompute", Duties = "inform" };
        rule.Terms.Add(new TermDraft { Operand = "spatial", Operator = operation, Values = "CN\nSG" });

        var read = TermsDraft.From(Draft(rule).Build()).Value.Rules.Single();

        Assert.Equal(("read\ncompute", "inform"), (read.Actions, read.Duties));
        Assert.Equal(("spatial", operation, "CN\nSG"), (read.Terms[0].Operand, read.Terms[0].Operator, read.Terms[0].Values));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_can_be_written_within_every_other(string form)
    {
        foreach (var outer in TermDraft.Forms.Skip(1))
        {
            var inner = new TermDraft { Form = form, Operand = "count", Operator = "lteq", Values = "3" };
            inner.Of.Add(new TermDraft { Operand = "purpose", Values = "research" });
            var combination = new TermDraft { Form = outer };
            combination.Of.AddRange([inner, new TermDraft { Operand = "role", Values = "institute" }]);
            var rule = new RuleDraft("prohibition") { Actions = "distribute" };
            rule.Terms.Add(combination);

            var read = TermsDraft.From(Draft(rule).Build()).Value.Rules.Single().Terms[0];

            Assert.Equal((outer, form, 2), (read.Form, read.Of[0].Form, read.Of.Count));
        }
    }

    /// <summary>For whom, about what, in which unit and of which type is kept, though it has no field.</summary>
    [Fact]
    public void What_has_no_field_stays_as_it_is()
    {
        const string Terms = """
            {"conflict":"perm","permission":[{"action":{"rdf:value":"print","refinement":{"leftOperand":"resolution","operator":"lteq","rightOperand":300,"unit":"urn:dpi"}},"assignee":["mbr_1",{"@type":"PartyCollection","source":"urn:all"}],
            "constraint":[{"leftOperand":"language","operator":"eq","rightOperand":{"@id":"urn:zh"}},{"leftOperand":"purpose","operator":"eq","rightOperandReference":"urn:elsewhere"}]}],
            "obligation":[{"action":{"rdf:value":"compensate","refinement":{"leftOperand":"payAmount","operator":"eq","rightOperand":5}},"constraint":[{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P30D"}]}]}
            """;
        var written = PolicyJson.Write(PolicyJson.Parse(Terms).Value);

        var draft = TermsDraft.From(written).Value;
        draft.Rules[0].Terms[0].Operator = "neq";

        var again = PolicyJson.Write(PolicyJson.Parse(draft.Build()).Value);
        Assert.Equal(written.Replace("\"language\",\"operator\":\"eq\"", "\"language\",\"operator\":\"neq\"", StringComparison.Ordinal), again);
        Assert.True(draft.Rules[0].HasMore);
    }

    [Fact]
    public void Terms_that_can_not_be_accepted_say_where() => Assert.Equal("$.prohibition[0].remedy", TermsDraft.From("""{"prohibition":[{"action":"use","remedy":[]}]}""").Refusal!.Facts!["field"]);

    private static TermsDraft Draft(RuleDraft rule)
    {
        var draft = new TermsDraft();
        draft.Rules.Add(rule);
        return draft;
    }
}
