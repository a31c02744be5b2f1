using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

public sealed class ReleaseTests
{
    private const string Open = """{"permission":[{"action":"read"}]}""";

    [Fact]
    public async Task A_result_goes_on_when_every_owner_of_a_source_has_released_it_and_not_before()
    {
        await using var room = await TestRoom.Open();
        var other = room.NewMember("factory");
        var result = await Result(room, await room.Publish(TestRoom.Research), await Publish(room, other));
        var third = room.NewMember("university");
        var release = await Ask(room, result);

        Assert.Equal(2, release.Votes.Count);
        var first = TestRoom.Ok(await room.Get<Releases>().Step(release.Id, "approve", room.Provider, default));
        Assert.Equal("requested", first.State);
        Assert.Equal("dataspace.agreement.inherited", (await room.Agreements.Request(new AgreementRequest(null, result), third, default)).Refusal?.Code);
        Assert.Equal("released", TestRoom.Ok(await room.Get<Releases>().Step(release.Id, "approve", other, default)).State);

        var agreement = TestRoom.Ok(await room.Agreements.Request(new AgreementRequest(null, result), third, default));
        Assert.Equal(release.Policy, agreement.Policy);
        Assert.Single(await room.All<EvidenceRow>(), e => e.Verb == "asset.released");
        Assert.Equal(2, (await room.All<EvidenceRow>()).Count(e => e.Verb == "release.approve"));
    }

    [Fact]
    public async Task One_refusal_ends_the_request_and_the_terms_stay()
    {
        await using var room = await TestRoom.Open();
        var result = await Result(room, await room.Publish(TestRoom.Research));
        var release = await Ask(room, result);

        Assert.Equal("refused", TestRoom.Ok(await room.Get<Releases>().Step(release.Id, "refuse", room.Provider, default)).State);
        Assert.Equal("dataspace.release.state", (await room.Get<Releases>().Step(release.Id, "approve", room.Provider, default)).Refusal?.Code);
        Assert.Equal("dataspace.agreement.inherited", (await room.Agreements.Request(new AgreementRequest(null, result), room.NewMember("university"), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Only_the_owner_asks_and_withdraws_and_only_owners_of_sources_decide()
    {
        await using var room = await TestRoom.Open();
        var source = await room.Publish(TestRoom.Research);
        var result = await Result(room, source);
        using var policy = JsonDocument.Parse(Open);
        var releases = room.Get<Releases>();

        Assert.Equal("dataspace.asset.unknown", (await releases.Request(result, new ReleaseRequest(null, policy.RootElement), room.Provider, default)).Refusal?.Code);
        Assert.Equal("dataspace.release.needless", (await releases.Request(source.Id, new ReleaseRequest(null, policy.RootElement), room.Provider, default)).Refusal?.Code);
        var release = await Ask(room, result);
        Assert.Equal("dataspace.release.exists", (await releases.Request(result, new ReleaseRequest(null, policy.RootElement), room.Consumer, default)).Refusal?.Code);
        Assert.Equal("dataspace.release.state", (await releases.Step(release.Id, "approve", room.Consumer, default)).Refusal?.Code);
        Assert.Equal("dataspace.release.state", (await releases.Step(release.Id, "withdraw", room.Provider, default)).Refusal?.Code);
        Assert.Equal("dataspace.release.unknown", (await releases.Step(release.Id, "approve", room.NewMember("factory"), default)).Refusal?.Code);
        Assert.Equal("withdrawn", TestRoom.Ok(await releases.Step(release.Id, "withdraw", room.Consumer, default)).State);
    }

    [Fact]
    public async Task Owners_of_the_sources_of_a_source_are_asked_too()
    {
        await using var room = await TestRoom.Open();
        var between = await Result(room, await room.Publish(TestRoom.Research));
        var result = await Keep(room, between);

        Assert.Equal(room.Provider.Member, Assert.Single((await Ask(room, result)).Votes).Member);
    }

    [Fact]
    public async Task What_waits_for_a_member_is_listed_until_it_is_decided()
    {
        await using var room = await TestRoom.Open();
        var result = await Result(room, await room.Publish(TestRoom.Research));
        var release = await Ask(room, result);
        var pending = room.Get<IEnumerable<IPendingDecisions>>().OfType<PendingReleases>().Single();

        Assert.Equal(release.Id.ToString(), Assert.Single(await pending.For(room.Provider.Member, 10, default)).Subject);
        Assert.Empty(await pending.For(room.Consumer.Member, 10, default));
        TestRoom.Ok(await room.Get<Releases>().Step(release.Id, "approve", room.Provider, default));

        Assert.Empty(await pending.For(room.Provider.Member, 10, default));
    }

    [Fact]
    public async Task An_offer_of_a_result_is_never_easier_than_what_it_inherits()
    {
        await using var room = await TestRoom.Open();
        var result = await Result(room, await room.Publish(TestRoom.Research));
        using var policy = JsonDocument.Parse(Open);

        var offer = TestRoom.Ok(await room.Offers.Make(result, new OfferPublication(null, null, policy.RootElement, 0), room.Consumer, default));

        Assert.Contains("research", offer.Policy, StringComparison.Ordinal);
        Assert.Contains("distribute", offer.Policy, StringComparison.Ordinal);
    }

    private static async Task<AssetView> Publish(TestRoom room, Caller provider)
    {
        using var terms = JsonDocument.Parse(TestRoom.Research);
        return TestRoom.Ok(await room.Commands.Publish(new AssetPublication(null, "dataset", "other", "C", "CN", terms.RootElement, 0), provider, default));
    }

    [Fact]
    public async Task A_result_is_in_the_catalogue_of_its_owner_and_of_those_to_whom_its_sources_let_it_go()
    {
        await using var room = await TestRoom.Open();
        const string ToFactories = """{"permission":[{"action":"read"},{"action":"distribute","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"factory"}]}]}""";
        var kept = await Result(room, await room.Publish(TestRoom.Research));
        var shared = await Result(room, await room.Publish(ToFactories));
        var supervisor = room.NewMember("institute") with { Roles = [NodeRoles.Auditor] };

        Assert.Equal(Both(), await Seen(room.Consumer));
        Assert.Equal([], await Seen(room.NewMember("institute")));
        Assert.Equal([shared], await Seen(room.NewMember("factory")));
        Assert.Equal(Both(), await Seen(supervisor));

        // Ids of one millisecond stand in any order.
        HashSet<AssetId> Both() => [kept, shared];

        async Task<HashSet<AssetId>> Seen(Caller who) =>
            [.. (await room.Get<CatalogueSearch>().List(new CatalogueQuery { Sort = "oldest" }, who, null, 100, default)).Items.Select(a => a.Id).Where(i => i == kept || i == shared)];
    }

    private static Task<AssetId> Result(TestRoom room, params AssetView[] sources) => Keep(room, [.. sources.Select(s => s.Id)]);

    private static async Task<AssetId> Keep(TestRoom room, params AssetId[] sources)
    {
        var file = Path.Combine(room.Folder, "result");
        await File.WriteAllTextAsync(file, "result");
        return TestRoom.Ok(await room.Get<IDerivedAssets>().Keep(new DerivedAsset(new AssetId(room.Get<IIds>().Next()), room.Consumer.Member, "result", file, "text/csv", sources, default), "key_test", default));
    }

    private static async Task<ReleaseView> Ask(TestRoom room, AssetId result)
    {
        using var policy = JsonDocument.Parse(Open);
        return TestRoom.Ok(await room.Get<Releases>().Request(result, new ReleaseRequest(null, policy.RootElement), room.Consumer, default));
    }
}
