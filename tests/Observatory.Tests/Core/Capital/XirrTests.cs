using CsCheck;
using KeyEcosystem.Observatory.Core.Capital;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Capital;

/// <summary>Rates of return: by hand, against a slow obvious form, and what has none or several.</summary>
[Trait("Store", "none")]
public sealed class XirrTests
{
    private static readonly DateOnly Start = new(2020, 1, 1);

    [Fact]
    public void The_example_of_the_spreadsheets_comes_out_to_nine_digits_in_any_order()
    {
        CashFlow[] flows = [Flow("2008-01-01", -10000), Flow("2008-03-01", 2750), Flow("2008-10-30", 4250), Flow("2009-02-15", 3250), Flow("2009-04-01", 2750)];

        Assert.Equal(0.3733625335, Xirr.Of(flows).Rate!.Value, 9);
        Assert.Equal(Xirr.Of(flows).Rate, Xirr.Of([.. flows.Reverse()]).Rate);
        Assert.Single(Xirr.Of(flows).Rates);

        // The same check finds the rate of 360 days and that of simple interest.
        Assert.NotEqual(0.3733625335, Math.Pow(1.3733625335, 360 / 365.0) - 1, 9);
    }

    [Theory]
    [InlineData(-100, 110, 365, 0.1)]
    [InlineData(-100, 121, 730, 0.1)]
    [InlineData(-100, 100, 365, 0)]
    [InlineData(-100, 50, 365, -0.5)]
    [InlineData(-100, 1e-8, 365, -0.9999999999)]
    [InlineData(-1e15, 2e15, 365, 1)]
    [InlineData(-1e-9, 3e-9, 365, 2)]
    [InlineData(-1, 1000001, 365, 1000000)]
    [InlineData(100, -110, 365, 0.1)]
    public void Two_flows_have_the_rate_that_is_reckoned_by_hand(double first, double second, int days, double rate)
    {
        var answer = Xirr.Of([new(Start, first), new(Start.AddDays(days), second)]);

        Assert.InRange(answer.Rate!.Value, rate - (1e-12 * (1 + Math.Abs(rate))), rate + (1e-12 * (1 + Math.Abs(rate))));
    }

    [Fact]
    public void A_day_that_doubles_has_a_rate_of_two_to_the_365_and_what_loses_all_stays_above_minus_one()
    {
        var doubled = Xirr.Of([new(Start, -100), new(Start.AddDays(1), 200)]);
        Assert.Equal(1, doubled.Rate!.Value / (Math.Pow(2, 365) - 1), 9);

        var lost = Xirr.Of([new(Start, -100), new(Start.AddDays(1), 1)]);
        Assert.True(lost.Rate is > -1 and < -0.999999);

        Assert.Equal(XirrProblem.TooLarge, Xirr.Of([new(Start, -1), new(Start.AddDays(1), 1e10)]).Problem);
    }

    [Fact]
    public void Of_several_rates_all_are_told_and_the_one_nearest_to_ten_percent_leads()
    {
        // (1 + r)² · 100 - (1 + r) · 270 + 180.2 … made from rates of 5 % and 60 %.
        var answer = Xirr.Of([new(Start, -100), new(Start.AddDays(365), 265), new(Start.AddDays(730), -168)]);

        Assert.Equal(2, answer.Rates.Count);
        Assert.Equal(0.05, answer.Rates[0], 9);
        Assert.Equal(0.6, answer.Rates[1], 9);
        Assert.Equal(answer.Rates[0], answer.Rate);
    }

    [Fact]
    public void Flows_that_only_touch_zero_have_that_one_rate()
    {
        var answer = Xirr.Of([new(Start, -100), new(Start.AddDays(365), 220), new(Start.AddDays(730), -121)]);

        Assert.Equal(0.1, Assert.Single(answer.Rates), 6);
    }

    [Fact]
    public void What_has_no_rate_is_refused_with_its_reason()
    {
        Assert.Equal(XirrProblem.NoFlows, Xirr.Of([]).Problem);
        Assert.Equal(XirrProblem.NoFlows, Xirr.Of([new(Start, 0)]).Problem);
        Assert.Equal(XirrProblem.NoFlows, Xirr.Of([new(Start, 0.3), new(Start, -0.1), new(Start, -0.2)]).Problem);
        Assert.Equal(XirrProblem.OneDay, Xirr.Of([new(Start, -100), new(Start, 110)]).Problem);
        Assert.Equal(XirrProblem.OneSign, Xirr.Of([new(Start, -100), new(Start.AddDays(9), -110)]).Problem);
        Assert.Equal(XirrProblem.OneSign, Xirr.Of([new(Start, 100), new(Start.AddDays(9), 110)]).Problem);
        Assert.Equal(XirrProblem.NotFinite, Xirr.Of([new(Start, -100), new(Start.AddDays(9), double.NaN)]).Problem);

        // 100 - 150 x + 100 x² is above zero everywhere.
        Assert.Equal(XirrProblem.NoRate, Xirr.Of([new(Start, 100), new(Start.AddDays(365), -150), new(Start.AddDays(730), 100)]).Problem);
        Assert.All(Enum.GetValues<XirrProblem>(), p => Assert.True(CapitalWords.Of(p).Zh.Length > 0));
    }

    [Fact]
    public void Every_rate_brings_the_flows_to_zero_and_none_is_missed_that_a_fine_walk_finds() =>
        Gen.Select(Gen.Int[0, 3000], Gen.Int[-1000, 1000]).Array[2, 9].Sample(
            pairs =>
            {
                CashFlow[] flows = [.. pairs.Select(p => new CashFlow(Start.AddDays(p.Item1), p.Item2))];
                var answer = Xirr.Of(flows);
                var size = flows.Sum(f => Math.Abs(f.Amount));
                foreach (var rate in answer.Rates.Where(r => r is > -0.9 and < 1000))
                {
                    Assert.True(Math.Abs(Xirr.PresentValue(flows, rate)) <= 1e-6 * size * Math.Pow(1 + Math.Max(0, -rate * 10), 9), $"{rate}");
                }

                // The slow obvious form: where the value changes its sign from one step to the next lies a rate.
                for (var r = -0.8; r < 3; r += 0.01)
                {
                    if (Xirr.PresentValue(flows, r) * Xirr.PresentValue(flows, r + 0.01) < 0)
                    {
                        Assert.Contains(answer.Rates, a => a >= r - 1e-9 && a <= r + 0.01 + 1e-9);
                    }
                }
            },
            iter: 500);

    [Fact]
    public void Flows_that_change_sign_all_the_time_are_searched_on_a_grid_and_say_so()
    {
        CashFlow[] flows = [new(Start.AddDays(-365), -500), .. Enumerable.Range(0, 400).Select(i => new CashFlow(Start.AddDays(i), i % 2 == 0 ? -100 : 103))];
        var answer = Xirr.Of(flows);

        Assert.True(answer.SearchedOnGrid);
        Assert.InRange(Math.Abs(Xirr.PresentValue(flows, answer.Rate!.Value)), 0, 1e-6);
    }

    private static CashFlow Flow(string date, double amount) => new(DateOnly.Parse(date), amount);
}
