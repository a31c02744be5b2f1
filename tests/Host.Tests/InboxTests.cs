using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Members;
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
}
