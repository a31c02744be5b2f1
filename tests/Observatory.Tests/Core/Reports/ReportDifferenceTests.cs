using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Formulas;
using KeyEcosystem.Observatory.Core.Reports;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Reports;

[Trait("Store", "none")]
public sealed class ReportDifferenceTests
{
    [Fact]
    public void A_ratio_moves_by_its_numerator_and_its_denominator_and_by_nothing_else()
    {
        // 2 of 10 are 20 %, 6 of 20 are 30 %: four more above are worth 4 x (1/10 + 1/20) / 2 = 30 points, ten more below take 20.
        var change = Assert.Single(Between(One("I16", Share(2, 10)), One("I16", Share(6, 20))));

        Assert.Equal(ReportChangeKind.Value, change.Kind);
        Assert.Equal(10, change.Amount!.Value, 9);
        Assert.Equal(30, change.ByNumerator!.Value, 9);
        Assert.Equal(-20, change.ByDenominator!.Value, 9);
    }

    [Fact]
    public void A_count_moves_by_what_is_counted()
    {
        var change = Assert.Single(Between(One("I23", Reading.Of(10)), One("I23", Reading.Of(14))));

        Assert.Equal((4.0, null, null), (change.Amount!.Value, change.ByNumerator, change.ByDenominator));
    }

    [Fact]
    public void Nothing_changed_is_nothing_told() => Assert.Empty(Between(One("I16", Share(2, 10)), One("I16", Share(2, 10))));

    [Fact]
    public void A_first_value_changes_the_standing_too()
    {
        var changes = Between(One("I23", Reading.Missing("无", "none")), One("I23", Reading.Of(151)));

        Assert.Equal([ReportChangeKind.Value, ReportChangeKind.Status], changes.Select(c => c.Kind));
        Assert.Null(changes[0].Amount);
        Assert.Equal((ReportStatus.Missing, ReportStatus.Met), (changes[1].Before!.StatusAt(ReportSamples.Vintage), changes[1].After!.StatusAt(ReportSamples.Vintage)));
    }

    [Fact]
    public void Values_of_two_definitions_are_not_compared()
    {
        var now = One("I16", Share(6, 20));
        now = now with { Version = 2, Formula = now.Formula with { Formula = Formula.Read("count(members) / count(assets)", "%").Formula! } };

        var changes = Between(One("I16", Share(2, 10)), now);

        Assert.Equal([ReportChangeKind.Definition, ReportChangeKind.Value], changes.Select(c => c.Kind));
        Assert.False(changes[1].IsComparable);
        Assert.Null(changes[1].Amount);
    }

    [Fact]
    public void Targets_and_claims_are_told_apart()
    {
        var was = One("I14", Share(1, 10));
        var now = was with { Definition = was.Definition with { Claim = was.Definition.Claim! with { Value = 12 }, Target = new Target(30, null, ">=", "3年内", null) } };

        Assert.Equal([ReportChangeKind.Target, ReportChangeKind.Claim, ReportChangeKind.Status], Between(was, now).Select(c => c.Kind));
    }

    [Fact]
    public void What_came_and_what_went_is_told()
    {
        var changes = ReportDifference.Of(ReportSamples.Of(One("I16", Share(1, 2))), ReportSamples.Of(One("I17", Share(1, 2))));

        Assert.Equal([("I17", ReportChangeKind.Added), ("I16", ReportChangeKind.Removed)], changes.Select(c => (c.Indicator, c.Kind)));
    }

    private static ReportIndicator One(string id, Reading reading) => ReportSamples.One(id, reading);

    private static Reading Share(double part, double whole) => Reading.Share(part, whole, "", "");

    private static IReadOnlyList<ReportChange> Between(ReportIndicator then, ReportIndicator now) => ReportDifference.Of(ReportSamples.Of(then), ReportSamples.Of(now));
}
