using System.Text.Json;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

public sealed class PoolTests
{
    [Fact]
    public async Task Only_the_owner_of_a_pool_asset_registers_it_and_once()
    {
        await using var node = await TestNode.Start();
        var pools = node.Get<PoolCommands>();
        var asset = node.Asset(node.Cloud, "compute-pool", "cores");
        var data = node.Asset(node.Cloud, "dataset", "no pool", "x");
        var registration = new PoolRegistration(null, asset, 4, "EPYC", "US", "cpu", 1, "fp64", 1, false, true, true);

        var stranger = await pools.Register(registration, node.Factory, default);
        var kind = await pools.Register(registration with { Asset = data }, node.Cloud, default);
        var done = await pools.Register(registration, node.Cloud, default);
        var again = await pools.Register(registration, node.Cloud, default);

        Assert.Equal(("compute.asset.unknown", "compute.asset.kind", "compute.pool.exists"), (stranger.Refusal!.Code, kind.Refusal!.Code, again.Refusal!.Code));
        Assert.True(done.IsOk);
        using var fact = JsonDocument.Parse(Assert.Single(await node.Facts("compute.pool.changed.v1")));
        Assert.Equal((done.Value.Id.ToString(), 4, "EPYC", true), (fact.RootElement.GetProperty("pool").GetString()!, fact.RootElement.GetProperty("devices").GetInt32(), fact.RootElement.GetProperty("model").GetString()!, fact.RootElement.GetProperty("healthy").GetBoolean()));
    }

    [Theory]
    [InlineData("devices")]
    [InlineData("model")]
    [InlineData("origin")]
    [InlineData("class")]
    [InlineData("peakFlops")]
    [InlineData("precision")]
    [InlineData("assetValueMinor")]
    public async Task A_wrong_field_is_named(string field)
    {
        await using var node = await TestNode.Start();
        var good = new PoolRegistration(null, node.Asset(node.Cloud, "compute-pool", "cores"), 4, "EPYC", "US", "cpu", 1, "fp64", 1, false, true, true);

        var refused = await node.Get<PoolCommands>().Register(
            field switch
            {
                "devices" => good with { Devices = 0 },
                "model" => good with { Model = "" },
                "origin" => good with { Origin = "usa" },
                "class" => good with { Class = "abacus" },
                "peakFlops" => good with { PeakFlops = -1 },
                "precision" => good with { Precision = "fp1" },
                _ => good with { AssetValueMinor = -1 },
            },
            node.Cloud,
            default);

        Assert.Equal(field, refused.Refusal!.Facts!["field"]);
    }

    [Fact]
    public async Task Capacity_is_told_without_gap_or_overlap_and_never_for_the_time_the_node_was_away()
    {
        await using var node = await TestNode.Start();
        var pools = node.Get<PoolCommands>();
        var pool = await node.Pool(4);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await pools.Change(pool.Id, new PoolChange(6, null, null, null, null), null, node.Cloud, default);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await pools.Change(pool.Id, new PoolChange(null, null, null, null, Healthy: false), null, node.Cloud, default);
        node.Clock.Advance(TimeSpan.FromSeconds(10));
        await pools.TellAll(node.Clock.GetUtcNow(), node.Clock.GetUtcNow(), default);
        node.Clock.Advance(TimeSpan.FromHours(1));
        await pools.TellAll(TestNode.Begin.AddSeconds(40), node.Clock.GetUtcNow(), default);
        node.Clock.Advance(TimeSpan.FromSeconds(5));
        await pools.TellAll(node.Clock.GetUtcNow(), node.Clock.GetUtcNow(), default);

        var begin = TestNode.Begin.ToUnixTimeMilliseconds();
        var told = (await node.Facts("compute.capacity.v1")).Select(f => JsonDocument.Parse(f).RootElement)
            .Select(f => (f.GetProperty("fromMs").GetInt64() - begin, f.GetProperty("toMs").GetInt64() - begin, f.GetProperty("devices").GetInt32()));
        Assert.Equal([(0, 10_000, 4), (10_000, 20_000, 6), (20_000, 30_000, 0), (30_000, 40_000, 0), (3_630_000, 3_635_000, 0)], told);
    }

    [Fact]
    public async Task What_a_pool_had_open_is_told_without_a_new_version_of_the_pool()
    {
        await using var node = await TestNode.Start();
        var pools = node.Get<PoolCommands>();
        var pool = await node.Pool(4);

        await pools.TellAll(DateTimeOffset.MinValue, node.Clock.GetUtcNow(), default);

        Assert.True((await pools.Change(pool.Id, new PoolChange(5, null, null, null, null), pool.Version, node.Cloud, default)).IsOk);
    }

    [Fact]
    public async Task A_stale_version_and_a_strangers_change_are_refused()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool();
        var pools = node.Get<PoolCommands>();
        var changed = await pools.Change(pool.Id, new PoolChange(5, null, null, null, null), pool.Version, node.Cloud, default);

        var stale = await pools.Change(pool.Id, new PoolChange(6, null, null, null, null), pool.Version, node.Cloud, default);
        var stranger = await pools.Change(pool.Id, new PoolChange(6, null, null, null, null), null, node.Factory, default);

        Assert.Equal((5, pool.Version + 1), (changed.Value.Devices, changed.Value.Version));
        Assert.Equal(("compute.pool.version", "compute.pool.unknown"), (stale.Refusal!.Code, stranger.Refusal!.Code));
    }

    [Fact]
    public async Task A_pool_that_shrinks_under_running_jobs_gets_its_devices_back_all_the_same()
    {
        await using var node = await TestNode.Start();
        var pool = await node.Pool(4);
        var large = await node.Submit(TestNode.Script(pool, 4));
        await node.Rounds.Round(default);
        await node.Runner.Begun(large.Id);
        await node.Get<PoolCommands>().Change(pool.Id, new PoolChange(1, null, null, null, null), null, node.Cloud, default);
        var small = await node.Submit(TestNode.Script(pool, 1));
        await node.Rounds.Round(default);
        Assert.NotNull(await node.WaitOf(small.Id));

        node.Runner.Exit(large.Id, 0);
        await node.Rounds.Idle();
        await node.Rounds.Round(default);
        await node.Runner.Begun(small.Id);

        Assert.Equal((1, 1), ((await node.Load(pool)).DevicesBusy, (await node.Load(pool)).DevicesMax));
        node.Runner.Exit(small.Id, 0);
        await node.Rounds.Idle();
    }

    [Fact]
    public async Task Only_the_owner_sees_what_the_devices_are_worth()
    {
        await using var node = await TestNode.Start();
        await node.Pool();
        var reads = node.Get<ComputeReads>();

        Assert.Equal(500_000, Assert.Single((await reads.ListPools(node.Cloud.Member, null, 10, default)).Items).AssetValueMinor);
        Assert.Null(Assert.Single((await reads.ListPools(node.Institute.Member, null, 10, default)).Items).AssetValueMinor);
    }

    [Fact]
    public async Task Pools_are_listed_page_by_page()
    {
        await using var node = await TestNode.Start();
        for (var i = 0; i < 5; i++)
        {
            await node.Pool();
        }

        var seen = new List<PoolId>();
        string? cursor = null;
        do
        {
            var page = await node.Get<ComputeReads>().ListPools(node.Cloud.Member, cursor is null ? null : Guid.ParseExact(cursor, "N"), 2, default);
            seen.AddRange(page.Items.Select(p => p.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Distinct().Count());
        Assert.Equal(5, seen.Count);
    }
}
