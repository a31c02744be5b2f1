using System.Text.Json;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Search;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Store;

public sealed class CatalogueTests
{
    private const string Anybody = """{"permission":[{"action":"read"}]}""";
    private const string Universities = """{"permission":[{"action":"read","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"university"}]}]}""";

    [Theory]
    [InlineData("oldest")]
    [InlineData("newest")]
    [InlineData("title")]
    [InlineData("price")]
    public async Task Pages_hold_every_asset_once_in_every_order(string sort)
    {
        await using var room = await TestRoom.Open();
        for (var i = 0; i < 25; i++)
        {
            await room.Publish(Anybody, $"title {i % 4}", i % 5 == 0 ? "compute-pool" : "dataset");
        }

        var seen = await All(room, new CatalogueQuery { Kind = "dataset", Sort = sort }, 7);

        Assert.Equal((20, 20), (seen.Count, seen.Select(a => a.Id).Distinct().Count()));
        Assert.Equal(sort switch
        {
            "title" => [.. seen.OrderBy(a => a.Title, StringComparer.Ordinal).ThenBy(a => a.Id.ToString(), StringComparer.Ordinal)],
            "newest" => [.. seen.OrderByDescending(a => a.Id.ToString(), StringComparer.Ordinal)],
            _ => [.. seen.OrderBy(a => a.Id.ToString(), StringComparer.Ordinal)],
        }, seen);
    }

    [Theory]
    [InlineData("能耗", 2)]
    [InlineData("耗", 2)]
    [InlineData("ENERGY meter", 1)]
    [InlineData("ｅｎｅｒｇｙ", 1)]
    [InlineData("rgy", 1)]
    [InlineData("能表", 0)]
    [InlineData("gy ener", 0)]
    [InlineData("100%", 1)]
    [InlineData("_", 0)]
    public async Task Text_is_found_anywhere_in_a_title_in_both_scripts_and_widths(string text, int count)
    {
        await using var room = await TestRoom.Open();
        foreach (var title in new[] { "能耗表 Energy  meters", "钢厂能耗", "steel", "100% recycled" })
        {
            await room.Publish(Anybody, title);
        }

        foreach (var sort in CatalogueSearch.Sorts)
        {
            Assert.Equal(count, (await All(room, new CatalogueQuery { Text = text, Sort = sort }, 100)).Count);
        }
    }

    /// <summary>The index against the slow obvious form.</summary>
    [Fact]
    public async Task What_the_index_finds_is_what_contains_the_text()
    {
        await using var room = await TestRoom.Open();
        var random = new Random(7);
        var titles = Enumerable.Range(0, 60).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "ab表能 "[random.Next(5)])) + "x").ToList();
        foreach (var title in titles)
        {
            await room.Publish(Anybody, title);
        }

        for (var i = 0; i < 60; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => "ab表能 "[random.Next(5)]));
            var wanted = titles.Where(t => SearchText.Normal(t).Contains(SearchText.Normal(text), StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
            var found = await All(room, new CatalogueQuery { Text = text }, 3);
            Assert.Equal(wanted, found.Select(a => a.Title).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Filters_narrow_by_kind_sector_place_and_provider()
    {
        await using var room = await TestRoom.Open();
        await room.Publish(Anybody);

        Assert.Single(await All(room, new CatalogueQuery { Sector = "C", Place = "CN", Kind = "dataset", Provider = room.Provider.Member }, 10));
        Assert.Empty(await All(room, new CatalogueQuery { Sector = "D" }, 10));
        Assert.Empty(await All(room, new CatalogueQuery { Place = "FR" }, 10));
        Assert.Empty(await All(room, new CatalogueQuery { Provider = room.Consumer.Member }, 10));
    }

    [Fact]
    public async Task Usable_for_a_purpose_is_what_an_agreement_or_an_open_offer_permits()
    {
        await using var room = await TestRoom.Open();
        var research = await room.Publish(TestRoom.Research, "research");
        var closed = await room.Publish(Universities, "closed");
        var second = await room.Publish(Universities, "second offer");
        await room.Offer(second, Anybody);
        var agreed = await room.Publish(Anybody, "agreed");
        TestRoom.Ok(await room.Offers.Withdraw((await room.Sign(agreed)).Offer, room.Provider, default));

        Assert.Equal([research.Id, second.Id, agreed.Id], Ordered(await All(room, new CatalogueQuery { UsableFor = "research" }, 2), research, closed, second, agreed));
        Assert.Equal([second.Id, agreed.Id], Ordered(await All(room, new CatalogueQuery { UsableFor = "sales" }, 2), research, closed, second, agreed));
    }

    [Fact]
    public async Task A_result_of_no_source_is_in_nobody_elses_catalogue_until_its_owner_offers_it()
    {
        await using var room = await TestRoom.Open();
        var shown = await room.Publish(Anybody, "shown");
        var file = Path.Combine(room.Folder, "result.txt");
        await File.WriteAllTextAsync(file, "42");
        var result = TestRoom.Ok(await room.Get<IDerivedAssets>().Keep(new DerivedAsset(new AssetId(room.Get<IIds>().Next()), room.Provider.Member, "result", file, "text/plain", [], default), "key_test", default));
        var overseer = room.NewMember("regulator") with { Roles = [NodeRoles.Auditor] };

        var before = await Seen(room.Consumer);
        using var terms = JsonDocument.Parse(Anybody);
        TestRoom.Ok(await room.Offers.Make(result, new OfferPublication(null, null, terms.RootElement, 0, null, null, null), room.Provider, default));

        Assert.Equal([shown.Id], before);
        Assert.Equal([shown.Id, result], await Seen(room.Provider));
        Assert.Equal([shown.Id, result], await Seen(overseer));
        Assert.Equal([shown.Id, result], await Seen(room.Consumer));

        async Task<IEnumerable<AssetId>> Seen(Caller reader) =>
            (await room.Get<CatalogueSearch>().List(new CatalogueQuery(), reader, null, 10, default)).Items.Select(a => a.Id).OrderBy(i => i == result).ToList();
    }

    [Fact]
    public async Task Why_says_what_each_open_offer_would_permit_in_both_languages()
    {
        await using var room = await TestRoom.Open();
        var asset = await room.Publish(Universities);
        var open = await room.Offer(asset, TestRoom.Research);

        var why = TestRoom.Ok(await room.Get<AccessAnswers>().Why(asset.Id, room.Consumer, room.Consumer.Member, "read", "research", default));

        Assert.Equal("agreement.none", Assert.Single(why.Reasons).Code);
        Assert.Equal([false, true], why.Offers.Select(o => o.Permitted));
        Assert.Equal(open.Id, why.Offers[1].Offer);
        Assert.All(why.Offers.SelectMany(o => o.Reasons), r => Assert.True(r.Zh.Length > 0 && r.En.Length > 0 && r.Clause.Length > 0));
    }

    private static List<AssetId> Ordered(IReadOnlyList<AssetView> found, params AssetView[] order) => [.. order.Where(o => found.Any(f => f.Id == o.Id)).Select(o => o.Id)];

    private static async Task<List<AssetView>> All(TestRoom room, CatalogueQuery query, int limit)
    {
        var seen = new List<AssetView>();
        Guid? cursor = null;
        do
        {
            var page = await room.Get<CatalogueSearch>().List(query, room.Consumer, cursor, limit, default);
            Assert.True(page.Items.Count <= limit);
            seen.AddRange(page.Items);
            cursor = page.Next is { } next ? Guid.ParseExact(next, "N") : null;
        }
        while (cursor is not null);
        return seen;
    }
}
