using CsCheck;
using KeyEcosystem.Observatory.Core.Exchange;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Exchange;

/// <summary>Periods as SDMX writes them.</summary>
[Trait("Store", "none")]
public sealed class TimePeriodTests
{
    [Theory]
    [InlineData("A", "2024", "2024-01-01", "2024-12-31")]
    [InlineData("S", "2024-S2", "2024-07-01", "2024-12-31")]
    [InlineData("Q", "2024-Q1", "2024-01-01", "2024-03-31")]
    [InlineData("M", "2024-02", "2024-02-01", "2024-02-29")]
    [InlineData("W", "2020-W53", "2020-12-28", "2021-01-03")]
    [InlineData("W", "2025-W01", "2024-12-30", "2025-01-05")]
    [InlineData("D", "2024-02-29", "2024-02-29", "2024-02-29")]
    public void Each_has_its_first_and_last_day(string code, string text, string start, string end)
    {
        var period = TimePeriod.Read(FrequencyCodes.Named(code)!.Value, text)!.Value;

        Assert.Equal((DateOnly.Parse(start), DateOnly.Parse(end), text), (period.Start, period.End, period.ToString()));
    }

    [Theory]
    [InlineData("A", "2024-01")]
    [InlineData("A", "24")]
    [InlineData("A", "２０２４")]
    [InlineData("S", "2024-S3")]
    [InlineData("Q", "2024-Q5")]
    [InlineData("Q", "2024-S1")]
    [InlineData("Q", "2024Q1")]
    [InlineData("M", "2024-13")]
    [InlineData("M", "2024-1")]
    [InlineData("M", "2024-001")]
    [InlineData("W", "2021-W53")]
    [InlineData("D", "2023-02-29")]
    [InlineData("D", "")]
    public void What_is_none_of_the_frequency_is_not_read(string code, string text) => Assert.Null(TimePeriod.Read(FrequencyCodes.Named(code)!.Value, text));

    [Fact]
    public void Every_day_lies_in_its_period_and_each_is_read_as_written() =>
        Gen.Select(Gen.Enum<ObservationFrequency>(), Gen.Int[400_000, 1_000_000]).Sample((frequency, number) =>
        {
            var day = DateOnly.FromDayNumber(number);
            var period = TimePeriod.Of(frequency, day);

            Assert.True(period.Start <= day && day <= period.End);
            Assert.Equal(period, TimePeriod.Read(frequency, period.ToString()));
            Assert.Equal(TimePeriod.Of(frequency, period.End), period);
            Assert.NotEqual(TimePeriod.Of(frequency, period.End.AddDays(1)), period);
        });
}
