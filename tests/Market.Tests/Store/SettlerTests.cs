using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Store;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Market.Tests.Store;

public sealed class SettlerTests
{
    [Fact]
    public async Task A_reading_is_settled_with_postings_records_and_a_fact()
    {
        await using var node = await TestNode.Start();
        var agreement = node.Agree(TestNode.Cloud, TestNode.Institute);
        var reading = await node.Meter(agreement, 90_000);

        var done = await node.Settle();

        Assert.Equal((1, 0), (done.Settled, done.Held));
        Assert.Equal(("CNY", false, 1, 1, 2L), (done.Sums[0].Currency, done.Sums[0].Demonstration, done.Sums[0].Entries, done.Sums[0].Charged, done.Sums[0].AmountMinor));
        var entry = await node.Entry(reading);
        Assert.Equal((agreement, 2L, 1_800_000L, "charged"), (entry.Agreement!.Value, entry.AmountMinor, entry.Rest, entry.Basis));
        Assert.Equal(0, entry.Postings.Sum(p => p.AmountMinor));
        Assert.Equal(4, entry.Postings.Count);
        var fact = Assert.Single(await node.All<FactRow>(), f => f.Topic == Settler.Topic);
        Assert.Contains("\"amountMinor\":2", fact.Body, StringComparison.Ordinal);
        Assert.Empty(await node.All<MeterDueRow>());
    }

    [Fact]
    public async Task Each_party_has_a_record_of_its_own()
    {
        await using var node = await TestNode.Start();
        var reading = await node.Meter(node.Agree(TestNode.Cloud, TestNode.Institute), 90_000);
        await node.Settle();

        var records = (await node.All<EvidenceRow>()).Where(r => r.Verb == "entry.settled").ToDictionary(r => r.Member!.Value);

        Assert.Equal(2, records.Count);
        Assert.Equal(records[TestNode.Cloud.Value].Id, (await node.Entry(reading, TestNode.Cloud)).Evidence!.Value.Value);
        Assert.Equal(records[TestNode.Institute.Value].Id, (await node.Entry(reading, TestNode.Institute)).Evidence!.Value.Value);
    }

    [Fact]
    public async Task Settling_again_settles_nothing()
    {
        await using var node = await TestNode.Start();
        await node.Meter(node.Agree(TestNode.Cloud, TestNode.Institute), 90_000);

        Assert.Equal(1, (await node.Settle()).Settled);
        Assert.Equal(0, (await node.Settle()).Settled);
        Assert.Equal(2, (await node.Balances(TestNode.Cloud))["receivable"]);
    }

    [Fact]
    public async Task Many_settlers_at_once_settle_each_reading_once_and_lose_no_fen()
    {
        await using var node = await TestNode.Start(set: o => o.BatchMax = 7);
        var agreements = Enumerable.Range(0, 3).Select(_ => node.Agree(TestNode.Cloud, TestNode.Institute)).ToArray();
        var random = new Random(7);
        var quantities = Enumerable.Range(0, 60).Select(_ => (long)random.Next(1, 100_000)).ToArray();
        for (var i = 0; i < quantities.Length; i++)
        {
            await node.Meter(agreements[i % 3], quantities[i]);
        }

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Eventually(node))));

        var exact = Enumerable.Range(0, 3).Sum(a => quantities.Where((_, i) => i % 3 == a).Sum() * TestNode.DeviceHour / 3_600_000);
        Assert.Equal(exact, (await node.Balances(TestNode.Cloud))["receivable"]);
        var report = await node.Verify();
        Assert.Empty(report.Findings);
        Assert.Equal((60, 0), (report.Entries, report.ReadingsDue));
    }

    [Fact]
    public async Task After_a_crash_between_batches_the_rest_is_settled_and_nothing_twice()
    {
        var before = await TestNode.Start(set: o => (o.BatchMax, o.RunMax) = (3, 6));
        var agreement = before.Agree(TestNode.Cloud, TestNode.Institute);
        for (var i = 0; i < 10; i++)
        {
            await before.Meter(agreement, 20_000);
        }

        var half = await before.Settle();
        await before.Crash();

        await using var node = await TestNode.Start(after: before);
        var rest = await node.Settle();

        Assert.Equal((6, true), (half.Settled, half.More));
        Assert.Equal((4, false), (rest.Settled, rest.More));
        Assert.Equal(10 * 20_000 / 36_000, (await node.Balances(TestNode.Institute))["cost"]);
        Assert.True((await node.Verify()).Holds);
    }

    [Theory]
    [InlineData("failed", false, "charged", 2)]
    [InlineData("cancelled", false, "charged", 2)]
    [InlineData("failed", true, "provider-failed", 0)]
    public async Task Devices_that_were_held_are_paid_unless_the_providers_side_failed(string outcome, bool providerFailed, string basis, long minor)
    {
        await using var node = await TestNode.Start();
        var reading = await node.Meter(node.Agree(TestNode.Cloud, TestNode.Institute), 72_000, outcome: outcome, providerFailed: providerFailed);

        await node.Settle();

        var entry = await node.Entry(reading);
        Assert.Equal((basis, minor, outcome), (entry.Basis, entry.AmountMinor, entry.Outcome));
    }

    [Fact]
    public async Task An_own_asset_costs_nothing_and_still_has_its_entry()
    {
        await using var node = await TestNode.Start();
        var reading = await node.Meter(null, 72_000, own: TestNode.Cloud);

        await node.Settle();

        var entry = await node.Entry(reading);
        Assert.Equal(("own-use", 0L), (entry.Basis, entry.AmountMinor));
        Assert.NotNull(entry.Evidence);
        Assert.True((await node.Verify()).Holds);
    }

    [Fact]
    public async Task Demonstrations_are_settled_into_books_of_their_own()
    {
        await using var node = await TestNode.Start();
        var agreement = node.Agree(TestNode.Cloud, TestNode.Institute);
        await node.Meter(agreement, 72_000, demonstration: true);
        await node.Meter(agreement, 36_000);

        var sums = (await node.Settle()).Sums;

        Assert.Equal([(false, 1L), (true, 2L)], sums.Select(s => (s.Demonstration, s.AmountMinor)));
        Assert.Equal(1, (await node.Balances(TestNode.Cloud))["receivable"]);
        Assert.Equal(2, (await node.Balances(TestNode.Cloud, demonstration: true))["receivable"]);
        Assert.True((await node.Verify()).Holds);
    }

    [Fact]
    public async Task What_cannot_be_priced_stays_due_and_holds_nobody_up()
    {
        await using var node = await TestNode.Start(set: o => o.BatchMax = 1);
        var agreement = node.Agree(TestNode.Cloud, TestNode.Institute);
        await node.Meter(new AgreementId(Guid.AllBitsSet), 1);
        await node.Meter(agreement, 1, kind: "teaspoons");
        await node.Meter(null, 1);
        await node.Meter(node.Agree(TestNode.Cloud, TestNode.Institute, long.MaxValue), long.MaxValue);
        var others = node.Agree(TestNode.Cloud, TestNode.Institute);
        await node.Meter(others, 1);
        node.World.Prices[others] = node.World.Prices[others] with { Provider = TestNode.Factory };
        await node.Meter(agreement, 36_000);

        var done = await node.Settle();

        Assert.Equal((1, 5), (done.Settled, done.Held));
        var report = await node.Verify();
        Assert.Equal((true, 5L), (report.Holds, report.ReadingsDue));
    }

    private static async Task Eventually(TestNode node)
    {
        var settler = ActivatorUtilities.CreateInstance<Settler>(node.Get<IServiceProvider>());
        while ((await node.Get<MeterReads>().Due(null, 1, default)).Count > 0)
        {
            // A run that loses too many races is refused whole; what it settled before stands.
            var done = await settler.Settle("key_1", default);
            Assert.True(done.IsOk || done.Refusal.Code is "state.stale" or "state.exists", done.Refusal?.Code);
        }
    }
}
