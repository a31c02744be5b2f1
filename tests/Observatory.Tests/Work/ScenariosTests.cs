using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Observatory.Work;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Work;

/// <summary>Levers of the built-in model as people move them.</summary>
[Trait("Store", "none")]
public sealed class ScenariosTests : IDisposable
{
    private readonly Scenarios scenarios = new();

    public void Dispose() => scenarios.Dispose();

    [Fact]
    public async Task Levers_that_are_not_moved_change_nothing_and_cost_nothing()
    {
        var view = (await scenarios.Run(new ScenarioRequest(new Dictionary<string, double>()), default)).Value;

        Assert.Equal((6, 0.0), (view.Levers.Count, view.Cost));
        Assert.All(view.Outputs, o => Assert.Equal(o.Base, o.Values));
        Assert.All(view.Outputs, o => Assert.Equal((61, 0), (o.Values.Count, o.Low.Count)));
        Assert.All(view.Targets, t => Assert.Equal((t.BaseReached, null), (t.Reached, t.Probability)));
    }

    [Fact]
    public async Task A_lever_that_is_moved_all_the_way_costs_all_of_it_and_moves_what_it_is_for()
    {
        var lever = scenarios.Model.Levers.Single(l => l.Name.Replace('_', ' ') == "matching service");

        var view = (await scenarios.Run(new ScenarioRequest(new Dictionary<string, double> { [lever.Name] = lever.Most!.Value }), default)).Value;

        Assert.Equal(lever.Cost!.Value, view.Cost, 9);
        var idle = view.Outputs.Single(o => o.Name.Replace('_', ' ') == "compute idle rate");
        Assert.True(idle.Values[^1] < idle.Base[^1]);
    }

    [Fact]
    public async Task Futures_of_one_seed_are_the_same_bits_and_the_course_lies_among_them()
    {
        var request = new ScenarioRequest(new Dictionary<string, double>(), 200, 7);

        var (once, again) = ((await scenarios.Run(request, default)).Value, (await scenarios.Run(request, default)).Value);

        Assert.Equal(once.Targets, again.Targets);
        Assert.All(once.Targets, t => Assert.Equal(t.BaseProbability, t.Probability));
        Assert.All(once.Outputs.Zip(again.Outputs), o => Assert.Equal(o.First.Low, o.Second.Low));
        Assert.All(once.Outputs, o => Assert.All(o.Low.Zip(o.High), b => Assert.True(b.First <= b.Second)));
    }

    [Theory]
    [InlineData("no lever", 0.5, 0, "levers")]
    [InlineData("matching service", 2, 0, "levers.")]
    [InlineData("matching service", 0.5, 99, "runs")]
    [InlineData("matching service", 0.5, 10_001, "runs")]
    public async Task What_can_not_be_run_is_refused_by_its_field(string name, double value, int runs, string field)
    {
        var lever = scenarios.Model.Levers.FirstOrDefault(l => l.Name.Replace('_', ' ') == name)?.Name ?? name;

        Assert.StartsWith(field, (await scenarios.Run(new ScenarioRequest(new Dictionary<string, double> { [lever] = value }, runs), default)).Refusal!.Facts!["field"], StringComparison.Ordinal);
    }
}
