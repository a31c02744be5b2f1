using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Kernel.Tests.Policies;

/// <summary>What would have to be otherwise for terms to permit a use.</summary>
public sealed class PolicyRemediesTests
{
    private static readonly UseRequest Use = new("read", "marketing", "mbr_1", "factory", "C", "FR", new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero), 3) { Parts = UseRequest.AnyParts };

    [Theory]
    [InlineData("""{"permission":{"action":"read","constraint":{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["research","statistics"]}}}""", "purpose=research|statistics")]
    [InlineData("""{"permission":{"action":"read","constraint":{"leftOperand":"dateTime","operator":"gteq","rightOperand":"2026-07-01T00:00:00Z"}}}""", "dateTime=2026-07-01T00:00:00Z")]
    [InlineData("""{"permission":{"action":"read","constraint":{"leftOperand":"dateTime","operator":"gt","rightOperand":"2026-07-01T00:00:00Z"}}}""", "dateTime=2026-07-01T00:00:00.0000001Z")]
    [InlineData("""{"permission":{"action":"read","constraint":{"leftOperand":"dateTime","operator":"lt","rightOperand":"2026-01-01T00:00:00Z"}}}""", "")]
    [InlineData("""{"permission":{"action":"read","constraint":{"leftOperand":"count","operator":"lteq","rightOperand":3}}}""", "count=0")]
    [InlineData("""{"permission":{"action":"compute"}}""", "action=compute")]
    [InlineData("""{"permission":{"action":"read","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},{"leftOperand":"role","operator":"eq","rightOperand":"institute"}]}}""", "purpose=research & role=institute")]
    [InlineData("""{"permission":{"action":"read","constraint":{"or":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},{"leftOperand":"role","operator":"eq","rightOperand":"institute"}]}}}""", "purpose=research; role=institute")]
    [InlineData("""{"permission":{"action":"read","assignee":"mbr_2"}}""", "recipient=mbr_2")]
    [InlineData("""{"permission":{"action":"read","assignee":{"@id":"mbr_1","refinement":{"leftOperand":"industry","operator":"eq","rightOperand":"M"}}}}""", "industry=M")]
    [InlineData("""{"permission":{"action":"read"},"prohibition":{"action":"read","constraint":{"leftOperand":"purpose","operator":"eq","rightOperand":"marketing"}}}""", "purpose=research|trying")]
    [InlineData("""{"permission":{"action":"read","constraint":{"leftOperand":"elapsedTime","operator":"lt","rightOperand":"P1D"}}}""", "")]
    public void The_smallest_changes_that_would_do_are_named(string policy, string expected)
    {
        var remedies = PolicyRemedies.Of(PolicyJson.Parse(policy).Value, Use);

        var said = string.Join("; ", remedies.Select(r => string.Join(" & ", r.Select(c => $"{c.Operand}={string.Join('|', c.Wanted)}"))));
        Assert.StartsWith(expected, said, StringComparison.Ordinal);
        Assert.Equal(expected.Length == 0, said.Length == 0);
    }

    [Fact]
    public void A_purpose_that_no_prohibition_names_is_found_though_the_terms_do_not_name_it()
    {
        var remedies = PolicyRemedies.Of(PolicyJson.Parse("""{"permission":{"action":"use"},"prohibition":{"action":"use","constraint":{"leftOperand":"purpose","operator":"isAnyOf","rightOperand":["marketing","operations"]}}}""").Value, Use);

        var only = Assert.Single(Assert.Single(remedies));
        Assert.Equal("purpose", only.Operand);
        Assert.Contains("research", only.Wanted);
        Assert.DoesNotContain("operations", only.Wanted);
    }

    [Fact]
    public void What_is_permitted_needs_no_change() => Assert.Empty(PolicyRemedies.Of(PolicyJson.Parse("""{"permission":{"action":"use"}}""").Value, Use));

    /// <summary>Every change is permitted by the decision itself, and nothing less would do.</summary>
    [Fact]
    public void Every_remedy_of_random_terms_does_and_none_can_be_spared()
    {
        var random = new Random(5);
        var found = 0;
        for (var i = 0; i < 300; i++)
        {
            var policy = PolicyJson.Parse(Terms(random)).Value;
            foreach (var remedy in PolicyRemedies.Of(policy, Use))
            {
                found++;
                foreach (var change in remedy)
                {
                    Assert.All(change.Wanted, w => Assert.True(PolicyDecision.Decide(policy, With(remedy.Select(c => (c.Operand, c == change ? w : c.Wanted[0])))).Permitted));
                    Assert.False(PolicyDecision.Decide(policy, With(remedy.Where(c => c != change).Select(c => (c.Operand, c.Wanted[0])))).Permitted);
                    Assert.All([true, false], zh => Assert.NotEmpty(PolicyWords.Say(change, zh)));
                }
            }
        }

        Assert.True(found > 150, $"{found} remedies");
    }

    /// <summary>Where nothing is named, nothing that a use can be would do.</summary>
    [Fact]
    public void Random_terms_without_a_remedy_have_none()
    {
        var random = new Random(6);
        var without = 0;
        for (var i = 0; i < 200; i++)
        {
            var policy = PolicyJson.Parse(Terms(random)).Value;
            if (PolicyDecision.Decide(policy, Use).Permitted || PolicyRemedies.Of(policy, Use).Count > 0)
            {
                continue;
            }

            without++;
            foreach (var purpose in new[] { "research", "marketing", "statistics", "education" })
            {
                foreach (var role in new[] { "institute", "factory", "fund", "city" })
                {
                    foreach (var industry in new[] { "C", "M", "J", "A" })
                    {
                        foreach (var country in new[] { "FR", "CN", "DE", "SG" })
                        {
                            foreach (var at in new[] { Use.At, new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero), new(2026, 7, 2, 0, 0, 0, TimeSpan.Zero), new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero) })
                            {
                                var other = Use with { Purpose = purpose, Role = role, Industry = industry, Country = country, At = at };
                                Assert.False(PolicyDecision.Decide(policy, other).Permitted || PolicyDecision.Decide(policy, other with { CountBefore = 0 }).Permitted);
                            }
                        }
                    }
                }
            }
        }

        Assert.True(without > 5, $"{without} without");
    }

    [Fact]
    public void Terms_with_very_many_ways_end_the_search()
    {
        var values = string.Join(",", Enumerable.Range(0, 40).Select(i => $"\"v{i}\""));
        var each = string.Join(",", new[] { "purpose", "role", "industry", "spatial", "recipient" }.Select(o => $$"""{"leftOperand":"{{o}}","operator":"isAllOf","rightOperand":[{{values}}]}"""));

        Assert.Empty(PolicyRemedies.Of(PolicyJson.Parse($$"""{"permission":{"action":"read","constraint":[{{each}}]} }""").Value, Use));
    }

    private static UseRequest With(IEnumerable<(string Operand, string Value)> changes) => changes.Aggregate(Use, (use, c) => c.Operand switch
    {
        "action" => use with { Action = c.Value, Parts = UseRequest.PartsOf(c.Value) },
        "purpose" => use with { Purpose = c.Value },
        "role" => use with { Role = c.Value },
        "industry" => use with { Industry = c.Value },
        "spatial" => use with { Country = c.Value },
        "recipient" => use with { Recipient = c.Value },
        "count" => use with { CountBefore = 0 },
        _ => use with { At = DateTimeOffset.Parse(c.Value, null) },
    });

    private static string Terms(Random random)
    {
        string Atom()
        {
            var (operand, values) = random.Next(6) switch
            {
                0 => ("purpose", new[] { "research", "marketing", "statistics" }),
                1 => ("role", ["institute", "factory", "fund"]),
                2 => ("industry", ["C", "M", "J"]),
                3 => ("spatial", ["FR", "CN", "DE"]),
                4 => ("dateTime", ["2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z", "2026-08-01T00:00:00Z"]),
                _ => ("count", ["2", "4", "9"]),
            };
            var ordered = operand is "dateTime" or "count";
            var @operator = ordered ? new[] { "lt", "lteq", "gt", "gteq" }[random.Next(4)] : new[] { "eq", "neq", "isAnyOf", "isNoneOf" }[random.Next(4)];
            var value = values[random.Next(3)];
            return $$"""{"leftOperand":"{{operand}}","operator":"{{@operator}}","rightOperand":{{(operand == "count" ? value : $"\"{value}\"")}} }""";
        }

        string Of(int depth) => depth == 0 || random.Next(2) == 0 ? Atom() : $$"""{"{{new[] { "and", "or", "xone" }[random.Next(3)]}}":[{{Of(depth - 1)}},{{Of(depth - 1)}}]}""";
        var prohibition = random.Next(3) == 0 ? $$""","prohibition":{"action":"read","constraint":{{Of(1)}} }""" : "";
        return $$"""{"permission":{"action":"read","constraint":[{{Of(2)}},{{Of(1)}}]}{{prohibition}} }""";
    }
}
