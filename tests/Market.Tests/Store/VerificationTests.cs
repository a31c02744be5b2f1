using Xunit;

namespace KeyEcosystem.Market.Tests.Store;

/// <summary>Each change of the file behind the node's back is found, by its own code.</summary>
public sealed class VerificationTests
{
    [Theory]
    [InlineData("update mkt_posting set \"AmountMinor\" = \"AmountMinor\" + 1 where \"Id\" = (select \"Id\" from mkt_posting order by \"Id\" limit 1)", "ledger.entry.unbalanced")]
    [InlineData("delete from mkt_posting where \"Id\" = (select \"Id\" from mkt_posting order by \"Id\" limit 1)", "ledger.entry.unbalanced")]
    [InlineData("delete from mkt_posting where \"Entry\" = (select \"Entry\" from mkt_posting order by \"Id\" limit 1)", "ledger.entry.amount")]
    [InlineData("update mkt_posting set \"Account\" = (select \"Id\" from mkt_entry order by \"Id\" limit 1) where \"Id\" = (select \"Id\" from mkt_posting order by \"Id\" limit 1)", "ledger.account.unknown")]
    [InlineData("update mkt_account set \"DebitMinor\" = \"DebitMinor\" + 1 where \"Id\" = (select \"Id\" from mkt_account order by \"Id\" limit 1)", "ledger.account.balance")]
    [InlineData("update mkt_account set \"Demonstration\" = not \"Demonstration\" where \"Id\" = (select \"Id\" from mkt_account order by \"Id\" limit 1)", "ledger.account.mixed")]
    [InlineData("update mkt_entry set \"AmountMinor\" = \"AmountMinor\" + 1 where \"Id\" = (select \"Id\" from mkt_entry order by \"Id\" limit 1)", "ledger.carry.rest")]
    [InlineData("update mkt_entry set \"PriceMinor\" = \"PriceMinor\" + 1 where \"Id\" = (select \"Id\" from mkt_entry order by \"Id\" limit 1)", "ledger.carry.rest")]
    [InlineData("update mkt_entry set \"Quantity\" = \"Quantity\" + 1 where \"Id\" = (select \"Id\" from mkt_entry order by \"Id\" limit 1)", "ledger.entry.reading")]
    [InlineData("update mkt_carry set \"Rest\" = \"Rest\" + 1", "ledger.carry.rest")]
    [InlineData("delete from mkt_entry where \"Id\" = (select \"Id\" from mkt_entry order by \"Id\" limit 1)", "ledger.posting.orphan")]
    [InlineData("delete from mkt_entry where \"Id\" = (select \"Id\" from mkt_entry order by \"Id\" limit 1)", "ledger.reading.lost")]
    [InlineData("insert into plt_meter_due(\"Id\", \"Version\") select \"Id\", 1 from mkt_entry limit 1", "ledger.reading.twice")]
    [InlineData("delete from plt_meter where \"Id\" = (select \"Id\" from plt_meter order by \"Id\" limit 1)", "ledger.entry.reading")]
    public async Task A_changed_ledger_does_not_hold(string sql, string code)
    {
        await using var node = await TestNode.Start();
        var agreement = node.Agree(TestNode.Cloud, TestNode.Institute);
        await node.Meter(agreement, 90_000);
        await node.Meter(agreement, 50_000);
        await node.Settle();
        Assert.True((await node.Verify()).Holds);

        node.Tamper(sql);

        var report = await node.Verify();
        Assert.False(report.Holds);
        Assert.Contains(code, report.Findings.Select(f => f.Code));
    }

    [Fact]
    public async Task An_empty_ledger_holds()
    {
        await using var node = await TestNode.Start();

        var report = await node.Verify();

        Assert.Equal((true, 0L, 0L, 0L), (report.Holds, report.Entries, report.Postings, report.ReadingsDue));
    }
}
