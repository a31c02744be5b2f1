using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Market.Store;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Market.Tests.Store;

public sealed class PriceBookTests
{
    private static readonly Caller Cloud = TestNode.Somebody(TestNode.Cloud, NodeRoles.MemberAdmin);

    [Fact]
    public async Task The_list_as_it_stood_at_the_signing_counts_whatever_came_later()
    {
        await using var node = await TestNode.Start();
        await Publish(node, 50);
        var early = node.Agree(TestNode.Cloud, TestNode.Institute);
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        var signed = node.Agree(TestNode.Cloud, TestNode.Institute);
        await Publish(node, 700);
        node.Clock.Advance(TimeSpan.FromMinutes(2));
        var free = await node.Meter(early, 2_000_000_000, kind: "bytes");
        var paid = await node.Meter(signed, 2_000_000_000, kind: "bytes");

        await node.Settle();

        Assert.Equal(("free", 0L), ((await node.Entry(free)).Basis, (await node.Entry(free)).AmountMinor));
        Assert.Equal(("charged", 100L), ((await node.Entry(paid)).Basis, (await node.Entry(paid)).AmountMinor));
    }

    [Fact]
    public async Task Device_time_costs_what_the_agreement_says()
    {
        await using var node = await TestNode.Start();
        var reading = await node.Meter(node.Agree(TestNode.Cloud, TestNode.Institute, 360_000), 144);

        await node.Settle();

        Assert.Equal((14L, 360_000L), ((await node.Entry(reading)).AmountMinor, (await node.Entry(reading)).PriceMinor));
    }

    [Fact]
    public async Task Rows_that_were_read_have_no_price_and_are_settled_free()
    {
        await using var node = await TestNode.Start();
        var reading = await node.Meter(node.Agree(TestNode.Cloud, TestNode.Institute), 35_040, kind: "rows");

        await node.Settle();

        Assert.Equal(("free", 35_040L, 0L), ((await node.Entry(reading)).Basis, (await node.Entry(reading)).Quantity, (await node.Entry(reading)).AmountMinor));
        Assert.Equal("input.field", (await node.Get<PriceBook>().Publish(new PricePublication("rows", 1, null, null), Cloud, default)).Refusal!.Code);
    }

    [Fact]
    public async Task A_price_is_shown_to_everybody_and_refused_when_it_cannot_be()
    {
        await using var node = await TestNode.Start();
        var book = node.Get<PriceBook>();
        var price = await Publish(node, 50);

        Assert.Equal([price], (await book.List(TestNode.Cloud, null, 10, default)).Items);
        Assert.Empty((await book.List(TestNode.Factory, null, 10, default)).Items);
        Assert.Equal("input.field", (await book.Publish(new PricePublication("bytes", 1, "USD", null), Cloud, default)).Refusal!.Code);
        Assert.Equal("input.field", (await book.Publish(new PricePublication("bytes", 1, null, node.Clock.GetUtcNow()), Cloud, default)).Refusal!.Code);
        node.World.States[TestNode.Cloud] = "suspended";
        Assert.Equal("access.member", (await book.Publish(new PricePublication("bytes", 1, null, null), Cloud, default)).Refusal!.Code);
    }

    private static async Task<PriceView> Publish(TestNode node, long minor)
    {
        var done = await node.Get<PriceBook>().Publish(new PricePublication("bytes", minor, null, null), Cloud, default);
        Assert.True(done.IsOk, done.Refusal?.Detail);
        return done.Value;
    }
}
