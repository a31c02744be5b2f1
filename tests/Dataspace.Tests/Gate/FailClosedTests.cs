using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Gate;

public sealed class FailClosedTests
{
    [Theory]
    [InlineData("""{"permission":[{"action":"read"}],"prohibition":[{"action":"read","constraint":[{"leftOperand":"elapsedTime","operator":"gt","rightOperand":"P30D"}]}]}""")]
    [InlineData("""{"permission":[{"action":"read","constraint":[{"xone":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"},{"leftOperand":"mood","operator":"eq","rightOperand":"good"}]}]}]}""")]
    public async Task What_the_node_cannot_judge_never_opens_the_gate(string policy)
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(policy);
        await room.Sign(asset);

        Assert.False((await room.Pass(room.Use(asset))).Permitted);
    }

    [Fact]
    public async Task A_member_that_states_no_industry_is_not_let_past_a_prohibition_of_all_but_one()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish("""{"permission":[{"action":"read"}],"prohibition":[{"action":"read","constraint":[{"leftOperand":"industry","operator":"neq","rightOperand":"C"}]}]}""");
        await room.Sign(asset);
        room.Members.Set(room.Consumer.Member, "institute", industry: null);

        Assert.False((await room.Pass(room.Use(asset))).Permitted);
    }
}
