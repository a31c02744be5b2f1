using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Host.Inbox;
using KeyEcosystem.Kernel.Contracts;
using Xunit;

namespace KeyEcosystem.Host.Tests;

public sealed class InboxTests
{
    [Fact]
    public async Task A_long_inbox_is_paged_by_deadline_without_gap_or_repetition()
    {
        await using var node = await RunningNode.Start();
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i => node.Operator.ApplyMember(new MemberApplication(null, $"申请{i}", $"applicant {i}", "factory", "other", null, "CN", true), default)));

        var paged = await PageCalls.All(cursor => node.Operator.Inbox(cursor, 7, default)).ToListAsync();

        Assert.Equal(25, paged.Select(i => i.Subject).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(25, paged.Count);
        Assert.Equal(paged.Select(i => i.Deadline).Order(), paged.Select(i => i.Deadline));
        Assert.All(paged, i => Assert.False(i.Overdue));
        Assert.Equal("input.field", (await Assert.ThrowsAsync<NodeProblemException>(() => node.Operator.Inbox("yesterday", null, default))).Code);
    }

    [Fact]
    public void What_says_itself_by_when_is_due_then_and_all_else_counts_from_when_it_began_to_wait()
    {
        var since = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        var waits = new PendingDecision("agreement.duty", "agr_1", null, since, "甲", "A", "/", []);
        var options = new InboxOptions();

        var own = Deadlines.View(waits with { Due = since.AddSeconds(20) }, "member-admin", options, since.AddSeconds(21));
        var other = Deadlines.View(waits, "member-admin", options, since.AddSeconds(21));

        Assert.Equal((since.AddSeconds(20), true), (own.Deadline, own.Overdue));
        Assert.Equal((since.AddDays(options.DecisionDays), false), (other.Deadline, other.Overdue));
    }
}
