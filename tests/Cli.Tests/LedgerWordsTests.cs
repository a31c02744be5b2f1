using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class LedgerWordsTests
{
    [Theory]
    [InlineData("rows", 35_040, "35,040 rows 行")]
    [InlineData("rows", 1, "1 row 行")]
    [InlineData("count", 2, "2 uses 次")]
    [InlineData("bytes", 1200, "1,200 bytes 字节")]
    [InlineData("device.ms", 3_600_000, "1.0000 device hours 卡时 (3,600 s)")]
    public void A_metered_quantity_is_told_in_its_own_unit(string kind, long quantity, string words) => Assert.Equal(words, LedgerVerbs.Quantity(kind, quantity));
}
