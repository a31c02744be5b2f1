using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Store;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Store;

/// <summary>Facts told through the real lane.</summary>
public sealed class IndicatorReadsTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("keyeco-obs-").FullName;
    private readonly StoryClock clock = new();
    private ServiceProvider services = null!;

    public async ValueTask InitializeAsync()
    {
        services = Open();
        await services.PrepareNodeStore(default);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        TestStores.Delete(folder);
    }

    [Fact]
    public async Task A_past_value_has_equal_bits_again_whatever_came_later_and_after_a_restart()
    {
        await Tell(new Story().Member("a").Asset("1", "a").Asset("2", "a").Asset("3", "b").Use("1", "C", "M"));
        var then = clock.Now;
        var before = await Json(then);
        clock.Now = clock.Now.AddDays(1);
        await Tell(new Story().Member("a", state: "left").Asset("4", "a").Use("2", "C", "M").Pool("p", 3));

        Assert.Equal(before, await Json(then));
        Assert.NotEqual(before, await Json(clock.Now));
        await services.DisposeAsync();
        services = Open();
        Assert.Equal(before, await Json(then));
    }

    [Fact]
    public async Task Records_name_their_evidence_and_page_without_loss()
    {
        await Tell(new Story().Member("a").Member("b").Member("c").Member("d", state: "applied"));
        await using var db = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        var told = await db.Set<EvidenceRow>().ToDictionaryAsync(r => r.Sequence);
        var seen = new List<string>();
        string? cursor = "0";
        while (cursor is not null)
        {
            var page = (await Reads.Records("P01", clock.Now, false, default, true, int.Parse(cursor, CultureInfo.InvariantCulture), 2, default))!;
            Assert.Equal((3, 0), (page.Total, page.Hidden));
            Assert.All(page.Items, r => Assert.Equal(told[r.Evidence].Id, r.Record!.Value.Value));
            Assert.All(page.Items, r => Assert.Equal("thing-" + r.Subject, told[r.Evidence].Subject));
            seen.AddRange(page.Items.Select(r => r.Subject));
            cursor = page.Next;
        }

        Assert.Equal(["a", "b", "c"], seen);
    }

    [Fact]
    public async Task A_member_sees_its_own_records_and_counts_of_others_and_never_anothers_value()
    {
        var me = new MemberId(Guid.AllBitsSet);
        await Tell(new Story().Pool("p", 1, assetValueMinor: 7, member: me.ToString()).Pool("q", 1, assetValueMinor: 9));

        var mine = (await Reads.Records("I19", clock.Now, false, me, false, 0, 10, default))!;
        Assert.Equal((2, 1), (mine.Total, mine.Hidden));
        Assert.Equal("7", Assert.Single(mine.Items).Fields["assetValueMinor"]);

        var all = (await Reads.Records("I19", clock.Now, false, me, true, 0, 10, default))!;
        Assert.Equal(["p", "q"], all.Items.Select(r => r.Subject));
        Assert.False(all.Items[1].Fields.ContainsKey("assetValueMinor"));
    }

    [Fact]
    public async Task A_series_shows_each_point_as_it_was_known()
    {
        await Tell(new Story().Member("a"));
        var first = clock.Now;
        clock.Now = clock.Now.AddDays(1);
        await Tell(new Story().Member("b"));

        var series = (await Reads.Series("P01", Instants.Between(first.AddDays(-1), clock.Now, TimeSpan.FromDays(1))!, false, default))!;

        Assert.Equal([0.0, 1, 2], series.Points.Select(p => p.Value!.Value));
    }

    [Fact]
    public async Task A_fact_that_cannot_be_read_is_counted_and_left_out()
    {
        await Commit("bad", new Fact(Topics.Member, Guid.Empty, "[]"));
        await Commit("bad", new Fact(Topics.Member, Guid.Empty, "{}"));
        await Tell(new Story().Member("a"));

        var view = await Reads.All("platform", clock.Now, false, default);

        Assert.Equal((1, 2), (view.Facts, view.Unreadable));
    }

    private IndicatorReads Reads => services.GetRequiredService<IndicatorReads>();

    private ServiceProvider Open() => new ServiceCollection().AddSingleton<TimeProvider>(clock).AddObservatory().AddNodeStore(TestStores.Options(folder)).BuildServiceProvider();

    private async Task<string> Json(DateTimeOffset asOf) => JsonSerializer.Serialize((await Reads.All("all", asOf, false, default)).Items);

    private async Task Tell(Story story)
    {
        foreach (var fact in story.Facts)
        {
            var body = fact.Text.ToDictionary(t => t.Key, t => t.Value is "true" or "false" ? (object)(t.Value == "true") : t.Value);
            foreach (var (name, number) in fact.Numbers)
            {
                body[name] = number;
            }

            await Commit("thing-" + fact.Subject, new Fact(fact.Topic, Guid.Empty, JsonSerializer.Serialize(body)));
        }
    }

    private async Task Commit(string subject, Fact fact) =>
        Assert.True((await services.GetRequiredService<ILane>().Commit(new Change(new Act("test.told", "test", null, [subject], "done", "{}")).Tell(fact), default)).IsOk);
}
