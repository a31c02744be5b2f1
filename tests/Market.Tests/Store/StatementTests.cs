using System.Text;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;
using KeyEcosystem.Market.Store;
using Xunit;

namespace KeyEcosystem.Market.Tests.Store;

public sealed class StatementTests
{
    [Fact]
    public async Task A_period_opens_with_what_was_before_and_closes_with_what_is_after()
    {
        await using var node = await TestNode.Start();
        var agreement = node.Agree(TestNode.Cloud, TestNode.Institute);
        await node.Meter(agreement, 3 * 36_000);
        await node.Settle();
        node.Clock.Advance(TimeSpan.FromDays(1));
        var day = node.Clock.GetUtcNow();
        await node.Meter(agreement, 5 * 36_000);
        await node.Meter(agreement, 36_000);
        await node.Settle();
        node.Clock.Advance(TimeSpan.FromDays(1));
        await node.Meter(agreement, 36_000);
        await node.Settle();

        var statement = await node.Get<Statements>().Of(TestNode.Institute, false, day, day.AddHours(1), default);

        Assert.Equal(
            [("payable", -3L, 0L, 6L, -9L), ("cost", 3, 6, 0, 9)],
            statement.Accounts.Select(a => (a.Kind, a.OpeningMinor, a.DebitMinor, a.CreditMinor, a.ClosingMinor)));
        var line = Assert.Single(statement.Lines);
        Assert.Equal((100L, 3_600_000L), (line.PriceMinor, line.UnitSize));
        Assert.Equal(("consumer", TestNode.Cloud, 2L, 6 * 36_000L, 6L), (line.Role, line.Counterparty, line.Entries, line.Quantity, line.AmountMinor));
    }

    [Fact]
    public async Task What_nobody_pays_for_stands_apart_so_that_the_rest_times_the_price_is_the_amount()
    {
        await using var node = await TestNode.Start();
        var agreement = node.Agree(TestNode.Cloud, TestNode.Institute);
        await node.Meter(agreement, 5 * 36_000);
        await node.Meter(agreement, 45_588, outcome: "failed", providerFailed: true);
        await node.Settle();

        var line = Assert.Single((await node.Get<Statements>().Of(TestNode.Institute, false, TestNode.Begin, TestNode.Begin.AddDays(1), default)).Lines);

        Assert.Equal((180_000L + 45_588, 45_588L, 5L), (line.Quantity, line.UnpaidQuantity, line.AmountMinor));
        Assert.Equal(line.AmountMinor, (line.Quantity - line.UnpaidQuantity) * line.PriceMinor / line.UnitSize);
    }

    [Fact]
    public async Task The_csv_has_every_entry_of_the_period_and_sums_to_the_statement()
    {
        await using var node = await TestNode.Start();
        var first = await node.Meter(node.Agree(TestNode.Cloud, TestNode.Institute), 72_000);
        await node.Meter(node.Agree(TestNode.Institute, TestNode.Factory), 36_000);
        await node.Meter(node.Agree(TestNode.Cloud, TestNode.Factory), 36_000);
        await node.Settle();

        var text = await Csv(node, TestNode.Institute);

        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(19, lines[0].Split(',').Length);
        Assert.Equal(3, lines.Length);
        var cells = lines[1].Split(',');
        Assert.Equal(new EntryId(first.Value).ToString(), cells[1]);
        Assert.Equal(first.ToString(), cells[2]);
        Assert.Equal(["consumer", TestNode.Cloud.ToString(), "device.ms", "72000", "100", "3600000", "CNY", "-2", "-0.02", "charged", "succeeded"], cells[5..16]);
        Assert.Equal(["provider", TestNode.Factory.ToString()], lines[2].Split(',')[5..7]);
        Assert.Equal(-1, lines.Skip(1).Sum(l => long.Parse(l.Split(',')[12], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_member_without_entries_has_an_empty_statement()
    {
        await using var node = await TestNode.Start();

        Assert.Empty((await node.Get<Statements>().Of(TestNode.Factory, false, TestNode.Begin, TestNode.Begin.AddDays(1), default)).Accounts);
        Assert.Single((await Csv(node, TestNode.Factory)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Entries_page_newest_first_without_loss_and_filter()
    {
        await using var node = await TestNode.Start(set: o => o.BatchMax = 2);
        var agreements = new[] { node.Agree(TestNode.Cloud, TestNode.Institute), node.Agree(TestNode.Cloud, TestNode.Factory) };
        for (var i = 0; i < 7; i++)
        {
            await node.Meter(agreements[i % 2], 36_000);
            if (i == 3)
            {
                await node.Settle();
                node.Clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        await node.Settle();

        Assert.Equal(7, (await Pages(node, new EntryFilter(TestNode.Cloud, false))).Count);
        Assert.Equal(4, (await Pages(node, new EntryFilter(TestNode.Institute, false))).Count);
        Assert.Equal(3, (await Pages(node, new EntryFilter(null, false, Agreement: agreements[1]))).Count);
        Assert.Equal(3, (await Pages(node, new EntryFilter(null, false, From: node.Clock.GetUtcNow()))).Count);
        Assert.Equal(4, (await Pages(node, new EntryFilter(null, false, To: node.Clock.GetUtcNow()))).Count);
        Assert.Empty(await Pages(node, new EntryFilter(null, true)));
        var cost = (await node.Reads.Accounts(TestNode.Factory, false, null, 10, default)).Items.Single(a => a.Kind == "cost");
        Assert.Equal(3, (await Pages(node, new EntryFilter(null, false, Account: cost.Id))).Count);
    }

    private static async Task<List<EntryView>> Pages(TestNode node, EntryFilter filter)
    {
        var all = new List<EntryView>();
        string? next = null;
        do
        {
            var page = await node.Reads.Entries(filter, next is null ? null : EntryCursor.TryParse(next, out var cursor) ? cursor : throw new InvalidOperationException(next), 2, default);
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(all.Count, all.Select(e => e.Id).Distinct().Count());
        Assert.Equal(all.OrderByDescending(e => e.At).ThenByDescending(e => e.Id.Value).Select(e => e.Id), all.Select(e => e.Id));
        return all;
    }

    private static async Task<string> Csv(TestNode node, MemberId member)
    {
        using var output = new MemoryStream();
        await node.Get<Statements>().WriteCsv(output, member, false, TestNode.Begin, TestNode.Begin.AddDays(1), default);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
