using KeyEcosystem.Observatory.Core.Capital;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core.Capital;

/// <summary>Covenants by day and value: every cell of the table.</summary>
[Trait("Store", "none")]
public sealed class CovenantsTests
{
    private static readonly DateOnly By = new(2027, 6, 30);
    private static readonly Covenant Share = new("c1", "I15", ">=", 20, By);

    [Theory]
    [InlineData("2027-06-29", CovenantState.Pending)]
    [InlineData("2027-06-30", CovenantState.Pending)]
    [InlineData("2027-07-01", CovenantState.Breached)]
    public void Without_the_value_it_is_pending_through_its_day_and_then_breached(string asOf, CovenantState state)
    {
        var standing = Covenants.Judge(Share, [new(new(2027, 1, 1), 19.99), new(new(2026, 1, 1), double.NaN)], DateOnly.Parse(asOf));

        Assert.Equal((state, (DateOnly?)null, 19.99), (standing.State, standing.ReachedOn, standing.Latest!.Value.Value));
        Assert.Equal(By.DayNumber - DateOnly.Parse(asOf).DayNumber, standing.DaysLeft);
        Assert.False(standing.ReachedLate);
    }

    [Fact]
    public void Reached_on_its_last_day_it_is_satisfied_for_good()
    {
        CovenantReading[] readings = [new(By.AddDays(40), 3), new(By, 20), new(By.AddDays(-9), 12)];

        Assert.Equal(CovenantState.Pending, Covenants.Judge(Share, readings, By.AddDays(-1)).State);
        Assert.Equal((CovenantState.Satisfied, (DateOnly?)By), (Covenants.Judge(Share, readings, By).State, Covenants.Judge(Share, readings, By).ReachedOn));
        Assert.Equal(CovenantState.Satisfied, Covenants.Judge(Share, readings, By.AddDays(400)).State);
    }

    [Fact]
    public void Reached_a_day_late_it_stays_breached_and_says_when()
    {
        var standing = Covenants.Judge(Share, [new(By.AddDays(1), 25)], By.AddDays(2));

        Assert.Equal((CovenantState.Breached, true, (DateOnly?)By.AddDays(1)), (standing.State, standing.ReachedLate, standing.ReachedOn));
    }

    [Theory]
    [InlineData(">=", 20, true)]
    [InlineData(">", 20, false)]
    [InlineData("<=", 20, true)]
    [InlineData("<", 20, false)]
    [InlineData("<", 19, true)]
    public void The_comparison_says_which_side_is_meant(string comparison, double value, bool met) =>
        Assert.Equal(met, (Share with { Comparison = comparison }).MetBy(value));
}
