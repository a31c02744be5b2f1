using System.Text.Json;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

public sealed class PolicyTests
{
    private const string Research = """
        {"@type":"Set","permission":[{"action":"use","constraint":[
          {"leftOperand":"purpose","operator":"eq","rightOperand":"research"},
          {"leftOperand":"role","operator":"isAnyOf","rightOperand":["institute","university"]},
          {"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01"}]}],
         "prohibition":[{"action":"distribute"}]}
        """;

    private static readonly UseRequest Good = new("read", "research", "mbr_1", "institute", "M", "CN", new DateTimeOffset(2026, 12, 31, 23, 59, 59, TimeSpan.Zero), 0);

    [Fact]
    public void What_a_clause_permits_is_permitted_and_the_clause_is_named()
    {
        var report = PolicyDecision.Decide(Read(Research), Good);

        Assert.True(report.Permitted);
        Assert.Equal("permission[0]", Assert.Single(report.Reasons).Clause);
    }

    [Theory]
    [InlineData("purpose", "policy.purpose.refused", "permission[0].constraint[0]")]
    [InlineData("role", "policy.role.refused", "permission[0].constraint[1]")]
    [InlineData("time", "policy.time.after-end", "permission[0].constraint[2]")]
    [InlineData("transfer", "policy.no-permission", "permission")]
    [InlineData("distribute", "policy.prohibited", "prohibition[0]")]
    public void What_stands_in_the_way_is_named_with_its_clause(string change, string code, string clause)
    {
        var use = change switch
        {
            "purpose" => Good with { Purpose = "marketing" },
            "role" => Good with { Role = "factory" },
            "time" => Good with { At = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero) },
            _ => Good with { Action = change },
        };

        var report = PolicyDecision.Decide(Read(Research), use);

        Assert.False(report.Permitted);
        var reason = Assert.Single(report.Reasons);
        Assert.Equal((code, clause), (reason.Code, reason.Clause));
        Assert.NotEmpty(PolicyWords.Say(reason, chinese: true));
    }

    [Fact]
    public void An_operand_that_is_not_known_is_never_satisfied_and_said_so()
    {
        var policy = Read("""{"permission":[{"action":"read","constraint":[{"leftOperand":"mood","operator":"neq","rightOperand":"bad"}]}]}""");

        Assert.Equal("policy.operand.unknown", Assert.Single(PolicyDecision.Decide(policy, Good).Reasons).Code);
    }

    [Fact]
    public void A_permission_with_a_count_ends_with_its_last_use()
    {
        var policy = Read("""{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":2}]}]}""");

        Assert.True(PolicyDecision.Decide(policy, Good with { CountBefore = 1 }).Permitted);
        Assert.Equal("policy.count.exceeded", Assert.Single(PolicyDecision.Decide(policy, Good with { CountBefore = 2 }).Reasons).Code);
    }

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("""{"permission":5}""", "$.permission")]
    [InlineData("""{"permission":{"action":"fly"}}""", "$.permission.action")]
    [InlineData("""{"permission":[{"action":"read","constrain":[]}]}""", "$.permission[0].constrain")]
    [InlineData("""{"prohibition":[{"action":"read","remedy":{"action":"delete"}}]}""", "$.prohibition[0].remedy")]
    [InlineData("""{"odrl:inheritFrom":"urn:x"}""", "$.inheritFrom")]
    [InlineData("""{"permission":[{"action":{"rdf:value":"print","refinment":[]}}]}""", "$.permission[0].action.refinment")]
    [InlineData("""{"permission":[{"action":"read","assignee":{"source":"urn:all","narrowed":[]}}]}""", "$.permission[0].assignee.narrowed")]
    [InlineData("""{"permission":[{"action":"fly"}]}""", "$.permission[0].action")]
    [InlineData("""{"duty":[]}""", "$.duty")]
    [InlineData("""{"permission":[{"action":"read","duty":[{}]}]}""", "$.permission[0].duty[0].action")]
    [InlineData("""{"permission":[{"action":"read","duty":{"action":"fly"}}]}""", "$.permission[0].duty.action")]
    [InlineData("""{"permission":[{"action":"read","duty":{"action":"inform","target":"urn:x"}}]}""", "$.permission[0].duty.target")]
    [InlineData("""{"permission":[{"action":"read","duty":{"action":"inform","consequence":[]}}]}""", "$.permission[0].duty.consequence")]
    [InlineData("""{"permission":[{"action":"read","duty":{"action":"inform","constraint":{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01"}}}]}""", "$.permission[0].duty[0].constraint[0]")]
    [InlineData("""{"obligation":{"action":["inform","delete"]}}""", "$.obligation[0].action")]
    [InlineData("""{"obligation":{"action":"delete","constraint":{"leftOperand":"dateTime","operator":"gteq","rightOperand":"2027-01-01"}}}""", "$.obligation[0].constraint[0]")]
    [InlineData("""{"obligation":{"action":"delete","constraint":{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}}}""", "$.obligation[0].constraint[0]")]
    [InlineData("""{"obligation":{"action":"delete","constraint":{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"P101Y"}}}""", "$.obligation[0].constraint[0]")]
    [InlineData("""{"obligation":{"action":"delete","constraint":{"leftOperand":"elapsedTime","operator":"lteq","rightOperand":"-P1D"}}}""", "$.obligation[0].constraint[0]")]
    [InlineData("""{"obligation":{"action":"delete","constraint":{"or":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2027-01-01"}]}}}""", "$.obligation[0].constraint[0]")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"purpose","operator":"like","rightOperand":"x"}]}]}""", "$.permission[0].constraint[0].operator")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"soon"}]}]}""", "$.permission[0].constraint[0].rightOperand")]
    public void What_would_not_be_enforced_is_refused_with_its_place(string json, string path) =>
        Assert.Equal(path, PolicyJson.Parse(json).Refusal!.Facts!["field"]);

    [Fact]
    public void Writing_and_reading_gives_the_same_answers()
    {
        var again = Read(PolicyJson.Write(Read(Research)));

        Assert.True(PolicyDecision.Decide(again, Good).Permitted);
        Assert.False(PolicyDecision.Decide(again, Good with { Purpose = "x" }).Permitted);
        Assert.False(PolicyDecision.Decide(again, Good with { Action = "distribute" }).Permitted);
    }

    /// <summary>A derived asset permits a use only when every source does: the rule said the slow, obvious way.</summary>
    [Fact]
    public void Strictest_terms_permit_exactly_what_every_source_permits()
    {
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var sources = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Some(random)).ToList();
            var met = PolicyMeet.Strictest(sources);
            var use = Good with { Action = Pick(random, "read", "compute", "transfer", "distribute"), Purpose = Pick(random, "research", "sales"), Role = Pick(random, "institute", "factory"), CountBefore = random.Next(4) };

            Assert.Equal(sources.All(s => PolicyDecision.Decide(s, use).Permitted), PolicyDecision.Decide(met, use).Permitted);
        }
    }

    /// <summary>Fail closed, said the slow way: what is permitted with conditions that can't be judged is permitted however they would turn out.</summary>
    [Fact]
    public void What_is_permitted_in_ignorance_is_permitted_however_the_unknown_turns_out()
    {
        var random = new Random(9);
        var permitted = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var policy = Of([Rule("use", Doubtful(random)), Rule("use", Doubtful(random))], [.. Enumerable.Range(0, random.Next(2)).Select(_ => Rule("use", Doubtful(random)))]);
            if (!PolicyDecision.Decide(policy, Good).Permitted)
            {
                continue;
            }

            permitted++;
            for (var world = 0; world < 8; world++)
            {
                var settled = policy with { Rules = [.. policy.Rules.Select(r => Settle(r, random))] };
                Assert.True(PolicyDecision.Decide(settled, Good).Permitted);
            }
        }

        Assert.InRange(permitted, 1000, 19_000);
    }

    /// <summary>Whatever stands in the way is named: a clause that the policy has as it is written, or none where it has no permission at all, and words in both languages.</summary>
    [Fact]
    public void Every_refusal_names_the_rule_that_stands_in_the_way()
    {
        var random = new Random(11);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 5000; round++)
        {
            var policy = Read(PolicyJson.Write(random.Next(2) == 0 ? Some(random) : Of([Rule("use", Doubtful(random))], [.. Enumerable.Range(0, random.Next(2)).Select(_ => Rule("use", Doubtful(random)))])));
            var use = Good with { Action = Pick(random, "read", "compute", "transfer", "distribute"), Purpose = Pick(random, "research", "sales", ""), Role = Pick(random, "institute", "factory"), CountBefore = random.Next(4) };
            var report = PolicyDecision.Decide(policy, use);
            using var written = JsonDocument.Parse(PolicyJson.Write(policy));
            foreach (var reason in report.Permitted ? [] : report.Reasons)
            {
                codes.Add(reason.Code);
                Assert.True(Stands(written.RootElement, reason.Clause), $"{reason.Code} names \"{reason.Clause}\" in {PolicyJson.Write(policy)}");
                Assert.Contains(PolicyWords.Say(reason, chinese: true), c => c >= '\u4e00');
                Assert.Contains(PolicyWords.Say(reason, chinese: false), char.IsAsciiLetter);
            }

            Assert.NotEmpty(report.Reasons);
        }

        Assert.True(codes.Count >= 8, string.Join(' ', codes));

        static bool Stands(JsonElement at, string clause)
        {
            if (clause is "" or "permission")
            {
                return true;
            }

            foreach (var part in clause.Split('.', '[').Select(p => p.TrimEnd(']')))
            {
                if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out var named))
                {
                    at = named;
                }
                else if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, out var number) && number < at.GetArrayLength())
                {
                    at = at[number];
                }
                else if (at.ValueKind == JsonValueKind.Array || part != "0")
                {
                    // One alone may stand without its list.
                    return false;
                }
            }

            return true;
        }
    }

    [Theory]
    [InlineData("""{"leftOperand":"elapsedTime","operator":"gt","rightOperand":"P30D"}""", false)]
    [InlineData("""{"leftOperand":"purpose","operator":"gt","rightOperand":"a"}""", false)]
    [InlineData("""{"and":[{"leftOperand":"mood","operator":"eq","rightOperand":"x"},{"leftOperand":"purpose","operator":"eq","rightOperand":"sales"}]}""", true)]
    [InlineData("""{"xone":[{"leftOperand":"mood","operator":"eq","rightOperand":"x"},{"leftOperand":"purpose","operator":"eq","rightOperand":"sales"}]}""", false)]
    public void A_prohibition_is_avoided_only_when_it_surely_does_not_apply(string constraint, bool permitted)
    {
        var policy = Read($$"""{"permission":[{"action":"read"}],"prohibition":[{"action":"read","constraint":[{{constraint}}]}]}""");

        var report = PolicyDecision.Decide(policy, Good);

        Assert.Equal(permitted, report.Permitted);
        Assert.Equal(permitted ? "policy.permitted" : "policy.prohibition.unjudged", report.Reasons[0].Code);
    }

    private static OdrlConstraint[] Doubtful(Random random) => [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Doubt(random, 2))];

    private static OdrlConstraint Doubt(Random random, int depth) => (depth == 0 ? 0 : random.Next(5)) switch
    {
        2 => Logical(OdrlLogic.And, Doubt(random, depth - 1), Doubt(random, depth - 1)),
        3 => Logical(OdrlLogic.Or, Doubt(random, depth - 1), Doubt(random, depth - 1)),
        4 => Logical(OdrlLogic.Xone, Doubt(random, depth - 1), Doubt(random, depth - 1), Doubt(random, depth - 1)),
        _ => random.Next(4) == 0 ? Atom("mood", OdrlOperator.Eq, "good") : Atom(random),
    };

    private static OdrlRule Settle(OdrlRule rule, Random random) => rule with { Constraints = [.. rule.Constraints.Select(c => Settle(c, random))] };

    private static OdrlConstraint Settle(OdrlConstraint constraint, Random random) => constraint switch
    {
        OdrlConstraint.Atomic { Left: "mood" } => Atom("purpose", random.Next(2) == 0 ? OdrlOperator.Eq : OdrlOperator.Neq, "research"),
        OdrlConstraint.Logical x => x with { Of = [.. x.Of.Select(c => Settle(c, random))] },
        _ => constraint,
    };

    private static OdrlPolicy Some(Random random) => Of(
        [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Rule(Pick(random, "use", "read", "distribute"), Constraints(random)))],
        [.. Enumerable.Range(0, random.Next(0, 2)).Select(_ => Rule(Pick(random, "distribute", "use", "transfer"), Constraints(random)))],
        Pick(random, OdrlStrategy.Prohibit, OdrlStrategy.Prohibit, OdrlStrategy.Permit, OdrlStrategy.Invalid),
        random);

    private static OdrlConstraint[] Constraints(Random random) => [.. Enumerable.Range(0, random.Next(0, 3)).Select<int, OdrlConstraint>(_ => random.Next(4) == 0 ? Logical(OdrlLogic.Or, Atom(random), Atom(random)) : Atom(random))];

    private static OdrlConstraint.Atomic Atom(Random random) => random.Next(3) switch
    {
        0 => Atom("purpose", Pick(random, OdrlOperator.Eq, OdrlOperator.Neq), Pick(random, "research", "sales")),
        1 => Atom("role", Pick(random, OdrlOperator.IsAnyOf, OdrlOperator.IsNoneOf), "institute"),
        _ => new OdrlConstraint.Atomic("", "count", OdrlOperator.Lteq, [OdrlValue.Number(random.Next(1, 4))]),
    };

    private static OdrlConstraint.Atomic Atom(string operand, OdrlOperator comparison, string value) => new("", operand, comparison, [OdrlValue.Name(value)]);

    private static OdrlConstraint.Logical Logical(OdrlLogic form, params OdrlConstraint[] of) => new("", form, of);

    private static OdrlRule Rule(string action, OdrlConstraint[] constraints) => new(OdrlRuleKind.Permission, "", [new OdrlAction(action, [])], [], [], [], constraints, []);

    /// <summary>Now and then for certain members, or with an action that is narrowed.</summary>
    private static OdrlRule Narrowed(OdrlRule rule, Random? random) => random?.Next(6) switch
    {
        0 => rule with { Assignees = [new OdrlScope(Pick(random, "mbr_1", "mbr_2"), null, false, []), new OdrlScope("", "urn:all", true, [])] },
        1 => rule with { Assignees = [new OdrlScope("mbr_1", null, true, [Atom("role", OdrlOperator.Eq, "institute")])] },
        2 => rule with { Actions = [rule.Actions[0] with { Refinement = [Atom(random)] }, new OdrlAction("print", [])] },
        _ => rule,
    };

    private static OdrlPolicy Of(IEnumerable<OdrlRule> permissions, IEnumerable<OdrlRule> prohibitions, OdrlStrategy conflict = OdrlStrategy.Prohibit, Random? random = null) =>
        new("", "Set", conflict, [.. permissions.Select(r => Narrowed(r, random)), .. prohibitions.Select(r => Narrowed(r with { Kind = OdrlRuleKind.Prohibition }, random))]);

    private static T Pick<T>(Random random, params T[] of) => of[random.Next(of.Length)];

    private static OdrlPolicy Read(string json) => PolicyJson.Parse(json).Value;
}
