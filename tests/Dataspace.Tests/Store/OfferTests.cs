using KeyEcosystem.Contracts.Dataspace;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

public sealed class OfferTests
{
    private const string Institutes = """{"permission":[{"action":"use","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"institute"}]}]}""";
    private const string Firms = """{"permission":[{"action":"read","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"enterprise"}]}]}""";

    [Fact]
    public async Task An_asset_has_an_offer_for_institutes_and_one_for_firms_and_each_agreement_freezes_its_own()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Institutes);
        var firms = await room.Offer(asset, Firms, price: 500);

        var first = await room.Sign(asset);
        var second = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, asset.Id, firms.Id), room.NewMember("enterprise"), default));

        Assert.Equal((0, asset.Policy), (first.PriceMinorPerHour, first.Policy));
        Assert.Equal((500, firms.Policy, firms.Id), (second.PriceMinorPerHour, second.Policy, second.Offer));
        Assert.NotEqual(firms.Id, first.Offer);
    }

    [Fact]
    public async Task A_withdrawn_offer_is_not_taken_any_more_and_its_agreements_go_on()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var signed = await room.Sign(asset);

        TestRoom.Ok(await room.Offers.Withdraw(signed.Offer, room.Provider, default));

        Assert.Equal("dataspace.offer.closed", (await room.Agreements.Request(new AgreementRequest(null, asset.Id), room.Consumer, default)).Refusal?.Code);
        Assert.Equal("dataspace.offer.closed", (await room.Agreements.Request(new AgreementRequest(null, asset.Id, signed.Offer), room.Consumer, default)).Refusal?.Code);
        Assert.Equal("dataspace.offer.state", (await room.Offers.Withdraw(signed.Offer, room.Provider, default)).Refusal?.Code);
        Assert.True((await room.Pass(room.Use(asset))).Permitted);
    }

    [Fact]
    public async Task An_offer_is_taken_between_its_days_only()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var offer = await room.Offer(asset, Institutes, from: room.Clock.Now.AddDays(1), until: room.Clock.Now.AddDays(2));

        foreach (var (day, wanted) in new[] { (0, "dataspace.offer.closed"), (1, null), (2, "dataspace.offer.closed") })
        {
            room.Clock.Now = new DateTimeOffset(2026, 6, 1 + day, 0, 0, 0, TimeSpan.Zero);
            Assert.Equal(wanted, (await room.Agreements.Request(new AgreementRequest(null, asset.Id, offer.Id), room.Consumer, default)).Refusal?.Code);
        }
    }

    [Fact]
    public async Task Nobody_offers_or_withdraws_for_another_member()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var offer = await room.Offer(asset, Institutes);
        using var terms = System.Text.Json.JsonDocument.Parse(Institutes);

        Assert.Equal("dataspace.asset.unknown", (await room.Offers.Make(asset.Id, new OfferPublication(null, null, terms.RootElement, 0), room.Consumer, default)).Refusal?.Code);
        Assert.Equal("dataspace.offer.unknown", (await room.Offers.Withdraw(offer.Id, room.Consumer, default)).Refusal?.Code);
    }

    [Fact]
    public async Task An_asset_has_no_more_offers_than_its_limit()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        for (var i = 1; i < 20; i++)
        {
            await room.Offer(asset, Institutes);
        }

        using var terms = System.Text.Json.JsonDocument.Parse(Institutes);

        Assert.Equal("dataspace.offers.exceeded", (await room.Offers.Make(asset.Id, new OfferPublication(null, null, terms.RootElement, 0), room.Provider, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Offers_of_another_asset_are_not_offers_of_this_one()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(TestRoom.Research);
        var other = await room.Offer(await room.Publish(TestRoom.Research), Institutes);

        Assert.Equal("dataspace.offer.unknown", (await room.Agreements.Request(new AgreementRequest(null, asset.Id, other.Id), room.Consumer, default)).Refusal?.Code);
    }
}
