using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

/// <summary>What would have to change for a member to use an asset: who does it may use it then.</summary>
public sealed class AccessRemediesTests
{
    private const string Once = """{"permission":[{"action":"read","constraint":[{"leftOperand":"count","operator":"lteq","rightOperand":1}]}]}""";
    private const string Funds = """{"permission":[{"action":"read","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"fund"}]}]}""";

    [Fact]
    public async Task Who_concludes_the_agreement_and_names_the_purpose_that_are_said_may_use_it()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);

        var remedy = Assert.Single((await Why(room, asset, "marketing")).Remedies);
        Assert.Equal(["agreement.conclude", "use.purpose"], remedy.Steps.Select(s => s.Code));
        Assert.Equal(["research"], remedy.Steps[1].Values);
        Assert.False((await room.Pass(room.Use(asset))).Permitted);

        var agreement = await room.Sign(asset, remedy.Offer);
        var then = Assert.Single((await Why(room, asset, "marketing")).Remedies, r => r.Agreement is not null);
        Assert.Equal((agreement.Id, "use.purpose"), (then.Agreement, Assert.Single(then.Steps).Code));
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.Empty((await Why(room, asset, "research")).Remedies);
    }

    [Fact]
    public async Task Uses_that_are_spent_begin_anew_with_a_new_agreement()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Once);
        var first = await room.Sign(asset);
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.False((await room.Pass(room.Use(asset))).Permitted);

        var remedy = Assert.Single((await Why(room, asset, "research")).Remedies);

        Assert.Equal(["agreement.end", "agreement.conclude"], remedy.Steps.Select(s => s.Code));
        TestRoom.Ok(await room.Agreements.Step(first.Id, "terminate", null, room.Consumer, default));
        await room.Sign(asset, remedy.Offer);
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
    }

    [Fact]
    public async Task Nobody_is_told_to_leave_a_dispute_by_agreeing_anew()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var agreement = await room.Sign(asset);
        var raised = TestRoom.Ok(await room.Get<Disputes>().Raise(agreement.Id, new DisputeRequest(null, "rows are missing"), room.Consumer, default));
        TestRoom.Ok(await room.Get<Disputes>().Step(raised.Id, "suspend", "until it is clear", room.Provider, default));

        var remedies = (await Why(room, asset, "research")).Remedies;

        Assert.Equal(["agreement.dispute"], remedies.SelectMany(r => r.Steps).Select(s => s.Code));
    }

    [Fact]
    public async Task An_agreement_that_waits_for_signatures_is_to_be_signed()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var asked = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id, null), room.Consumer, default));

        var first = (await Why(room, asset, "research")).Remedies[0];

        Assert.Equal((asked.Id, "agreement.sign", "both"), (first.Agreement!.Value, Assert.Single(first.Steps).Code, first.Steps[0].By));
    }

    [Fact]
    public async Task What_only_others_can_change_is_said_of_them()
    {
        await using var room = await TestRoom.Open();
        var funds = await room.Publish(Funds);
        var withdrawn = await room.Publish(TestRoom.Research);
        var signed = await room.Sign(withdrawn);
        TestRoom.Ok(await room.Offers.Withdraw(signed.Offer, room.Provider, default));
        TestRoom.Ok(await room.Agreements.Step(signed.Id, "terminate", null, room.Provider, default));

        var others = (await Why(room, funds, "research")).Remedies;
        var none = (await Why(room, withdrawn, "research")).Remedies;

        Assert.Equal(("record", "use.role"), (others[^1].Steps[0].By, others[^1].Steps[0].Code));
        Assert.Equal(["terms.offer"], Assert.Single(none).Steps.Select(s => s.Code));
        Assert.All(others.Concat(none).SelectMany(r => r.Steps), s => Assert.True(s.Zh.Any(c => c >= '\u4e00') && s.En.Length > 0 && !s.En.Any(c => c >= '\u4e00')));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_is_not_the_recipient_that_is_named_is_not_told_to_agree(bool assignee)
    {
        await using var room = await TestRoom.Open();
        var other = room.NewMember("university");
        var asset = await room.Publish(assignee
            ? $$"""{"permission":[{"action":"read","assignee":"{{other.Member}}"}]}"""
            : $$$"""{"permission":[{"action":"read","constraint":[{"leftOperand":"recipient","operator":"eq","rightOperand":"{{{other.Member}}}"}]}]}""");

        var why = await Why(room, asset, "research");

        Assert.False(Assert.Single(why.Offers).Permitted);
        Assert.Equal("terms.offer", Assert.Single(Assert.Single(why.Remedies).Steps).Code);
    }

    [Fact]
    public async Task Of_two_agreements_that_are_spent_each_reason_names_its_own()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Once);
        var second = await room.Offer(asset, Once);
        var (one, other) = (await room.Sign(asset), await room.Sign(asset, second.Id));
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
        Assert.True((await room.Pass(room.Use(asset))).Permitted);

        var reasons = (await Why(room, asset, "research")).Reasons;

        Assert.All(reasons, r => Assert.Equal("policy.count.exceeded", r.Code));
        Assert.Equal(2, reasons.Select(r => r.En).Distinct().Count());
        Assert.Contains(reasons, r => r.En.StartsWith($"Under agreement {one.Id}: ", StringComparison.Ordinal) && r.Zh.StartsWith($"协议 {one.Id}：", StringComparison.Ordinal));
        Assert.Contains(reasons, r => r.En.StartsWith($"Under agreement {other.Id}: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_provider_and_those_who_supervise_ask_about_others_and_nobody_else()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var answers = room.Get<AccessAnswers>();
        var own = await Why(room, asset, "marketing");

        foreach (var asker in new[] { room.Provider, room.NewMember("regulator") with { Roles = [NodeRoles.Regulator] }, room.NewMember("fund") with { Roles = [NodeRoles.Operator] } })
        {
            var same = TestRoom.Ok(await answers.Why(asset.Id, asker, room.Consumer.Member, "read", "marketing", default));
            Assert.Equal(own.Remedies.SelectMany(r => r.Steps.Select(s => s.En)), same.Remedies.SelectMany(r => r.Steps.Select(s => s.En)));
        }

        Assert.Equal("access.others", (await answers.Why(asset.Id, room.NewMember("factory"), room.Consumer.Member, "read", "", default)).Refusal?.Code);
        Assert.Equal("input.field", (await answers.Why(asset.Id, room.Provider, new MemberId(room.Get<IIds>().Next()), "read", "", default)).Refusal?.Code);
    }

    private static async Task<GateView> Why(TestRoom room, AssetView asset, string purpose) =>
        TestRoom.Ok(await room.Get<AccessAnswers>().Why(asset.Id, room.Consumer, room.Consumer.Member, "read", purpose, default));
}
