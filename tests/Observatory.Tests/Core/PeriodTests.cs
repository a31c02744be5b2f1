using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Forecasting;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core;

[Trait("Store", "none")]
public sealed class PeriodTests
{
    [Theory]
    [InlineData("2024", Frequency.Yearly, "2027")]
    [InlineData("2024-Q3", Frequency.Quarterly, "2025-Q2")]
    [InlineData("2024-11", Frequency.Monthly, "2025-02")]
    [InlineData("2024-02-28", Frequency.Daily, "2024-03-02")]
    public void A_period_reads_as_it_was_written_and_counts_on(string text, Frequency frequency, string third)
    {
        var period = Period.Read(text)!.Value;

        Assert.Equal((frequency, text, third), (period.Frequency, period.ToString(), period.After(3).ToString()));
        Assert.Equal(3, period.Until(period.After(3)));
        Assert.Equal(-3, period.After(3).Until(period));
        Assert.Equal(period, Period.Of(frequency, period.End.AddTicks(-1)));
        Assert.Equal(period.After(1), Period.Of(frequency, period.End));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("2024-Q5")]
    [InlineData("2024-13")]
    [InlineData("2024-02-30")]
    [InlineData("1899")]
    [InlineData("2201-Q1")]
    public void What_is_no_period_is_none(string? text) => Assert.Null(Period.Read(text));
}
