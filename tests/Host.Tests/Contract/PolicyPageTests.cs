using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using Xunit;

namespace KeyEcosystem.Host.Tests.Contract;

/// <summary>docs/policies.md: its example is accepted and means what is said of it, and its tables have all that the node judges.</summary>
public sealed class PolicyPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "policies.md"));

    [Fact]
    public void The_example_is_accepted_and_permits_what_is_said_of_it()
    {
        var read = PolicyJson.Parse(Page.Split("```json\n")[1].Split("```")[0]);

        Assert.True(read.IsOk, read.IsOk ? "" : read.Refusal.Detail);
        Assert.Null(PolicyConsistency.Check(read.Value));
        Assert.DoesNotContain(PolicyWords.Say(read.Value, chinese: false), s => s.Contains("can't judge", StringComparison.Ordinal));
        var use = new UseRequest("read", "research", "mbr_0198c0de0000700080000000000000a1", "institute", "M", "CN", new DateTimeOffset(2027, 6, 30, 20, 0, 0, TimeSpan.Zero), 0) { Asset = default(AssetId), Parts = UseRequest.AnyParts, Bytes = 1, Rows = 10_000, Done = DutiesDone.All };
        var report = PolicyDecision.Decide(read.Value, use);
        Assert.True(report is { Permitted: true, Parts: not null });
        Assert.Equal([true, true, true, false], new[] { "time", "city", "usage_kwh", "name" }.Select(report.Parts.MaySee));
        Assert.False(PolicyDecision.Decide(read.Value, use with { Rows = 10_001 }).Permitted);
        Assert.False(PolicyDecision.Decide(read.Value, use with { At = use.At.AddDays(1) }).Permitted);
        Assert.False(PolicyDecision.Decide(read.Value, use with { Done = DutiesDone.None }).Permitted);
        Assert.False(PolicyDecision.Decide(read.Value, use with { Recipient = "mbr_0198c0de0000700080000000000000a2" }).Permitted);
    }

    [Fact]
    public void The_tables_have_every_operand_and_action_that_the_node_judges()
    {
        var rows = Page.Split('\n').Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToList();

        Assert.All(PolicyVocabulary.Judged.Append("row:NAME").Concat(UseRequest.Actions).Append("use"), name => Assert.Single(rows, r => r.StartsWith($"| `{name}` |", StringComparison.Ordinal)));
        Assert.All(PolicyVocabulary.Purposes.Keys, p => Assert.Contains($"`{p}`", rows[0], StringComparison.Ordinal));
        Assert.All(PolicyVocabulary.Organisations.Keys, o => Assert.Contains($"`{o}`", rows[2], StringComparison.Ordinal));
        Assert.All(PolicyDuties.Providers, d => Assert.Contains($"`{d}`", rows[^1], StringComparison.Ordinal));
    }
}
