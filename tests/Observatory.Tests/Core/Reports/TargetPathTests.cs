using KeyEcosystem.Observatory.Core.Reports;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Reports;

[Trait("Store", "none")]
public sealed class TargetPathTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(TargetPathKind.Linear, 10, 40, 17.5, 25, 32.5)]
    // A hundred days of equal growth from 10 to 40: doubled half-way, and the root of 2 at each quarter.
    [InlineData(TargetPathKind.Cagr, 10, 40, 14.142135623730951, 20, 28.284271247461902)]
    // (s(-3) - s(-6)) / (s(6) - s(-6)) with s(x) = 1 / (1 + e^-x) is 0.0451767; half-way is the middle.
    [InlineData(TargetPathKind.SCurve, 10, 40, 11.3553, 25, 38.6447)]
    [InlineData(TargetPathKind.Milestones, 0, 4, 1, 2, 3)]
    public void A_path_is_where_its_form_says(TargetPathKind kind, double from, double to, double quarter, double half, double threeQuarters)
    {
        var path = TargetPath.Of(kind, At(0, from), At(100, to)).Value;

        Assert.Equal(quarter, path.ValueAt(Day(25)), 5);
        Assert.Equal(half, path.ValueAt(Day(50)), 9);
        Assert.Equal(threeQuarters, path.ValueAt(Day(75)), 5);
        Assert.Equal((from, to), (path.ValueAt(Day(0)), path.ValueAt(Day(100))));
    }

    [Fact]
    public void Before_its_beginning_it_has_the_baseline_and_after_its_end_the_target()
    {
        var path = TargetPath.Of(TargetPathKind.Linear, At(0, 10), At(100, 40)).Value;

        Assert.Equal(10, path.ValueAt(Day(-5)));
        Assert.Equal(40, path.ValueAt(Day(500)));
    }

    [Fact]
    public void Milestones_are_passed_one_after_the_other()
    {
        var path = TargetPath.Of(TargetPathKind.Milestones, At(0, 0), At(100, 10), At(20, 8), At(60, 8)).Value;

        Assert.Equal([4, 8, 8, 9], [path.ValueAt(Day(10)), path.ValueAt(Day(20)), path.ValueAt(Day(40)), path.ValueAt(Day(80))]);
    }

    [Theory]
    [InlineData(false, 27, 2)]
    [InlineData(false, 20, -5)]
    [InlineData(true, 27, -2)]
    [InlineData(true, 20, 5)]
    public void A_gap_above_0_is_ahead_whichever_way_is_better(bool isDownBetter, double value, double gap) =>
        Assert.Equal(gap, TargetPath.Of(TargetPathKind.Linear, At(0, 10), At(100, 40)).Value.Gap(value, Day(50), isDownBetter), 9);

    [Fact]
    public void What_is_no_path_is_refused_by_its_field()
    {
        Assert.Equal("value", Wrong(TargetPath.Of(TargetPathKind.Cagr, At(0, 0), At(100, 40))));
        Assert.Equal("value", Wrong(TargetPath.Of(TargetPathKind.Cagr, At(0, 5), At(100, -1))));
        Assert.Equal("value", Wrong(TargetPath.Of(TargetPathKind.Linear, At(0, double.NaN), At(100, 40))));
        Assert.Equal("at", Wrong(TargetPath.Of(TargetPathKind.Linear, At(0, 1), At(0, 40))));
        Assert.Equal("at", Wrong(TargetPath.Of(TargetPathKind.Milestones, At(0, 1), At(100, 40), At(50, 2), At(20, 3))));
        Assert.Equal("milestones", Wrong(TargetPath.Of(TargetPathKind.Linear, At(0, 1), At(100, 40), At(50, 2))));
        Assert.Equal("milestones", Wrong(TargetPath.Of(TargetPathKind.Milestones, At(0, 1), At(9999, 40), [.. Enumerable.Range(1, TargetPath.PointsMax - 1).Select(d => At(d, d))])));
    }

    [Theory]
    [InlineData("stock", 5, TargetPathKind.Cagr)]
    [InlineData("stock", 0, TargetPathKind.Linear)]
    [InlineData("ratio", 5, TargetPathKind.Linear)]
    [InlineData("count", 0, TargetPathKind.SCurve)]
    [InlineData("milestone", 0, TargetPathKind.Milestones)]
    public void The_kind_of_quantity_says_the_form(string quantity, double baseline, TargetPathKind kind) => Assert.Equal(kind, TargetPath.KindFor(quantity, baseline, 10));

    private static string? Wrong(Kernel.Result<TargetPath> path) => path.Refusal?.Facts?["field"];

    private static DateTimeOffset Day(int day) => Begin.AddDays(day);

    private static PathPoint At(int day, double value) => new(Day(day), value);
}
