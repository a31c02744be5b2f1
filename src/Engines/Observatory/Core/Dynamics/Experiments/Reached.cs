namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Whether targets were reached in a run.</summary>
internal sealed class Reached
{
    private readonly ModelTarget target;
    private readonly int from;
    private readonly int to;

    public Reached(SimulationSpecs specs, ModelTarget target)
    {
        this.target = target;
        var row = (target.Time - specs.Start) / (specs.StepsPerSave * specs.Step);
        var at = (int)Math.Round(Math.Clamp(row, -1, specs.Saves), MidpointRounding.AwayFromZero);
        if (!(Math.Abs(row - at) <= 0.5) || at < 0 || at >= specs.Saves || !double.IsFinite(target.Value))
        {
            throw new ModelFaultException(DynamicsCodes.Experiment, $"The target of \"{target.Variable}\" must have a number and a time between {specs.Start} and {specs.TimeOf(specs.Saves - 1)}.", $"“{target.Variable}”的目标须有数值，且时间在 {specs.Start} 与 {specs.TimeOf(specs.Saves - 1)} 之间。", 0, target.Variable);
        }

        (from, to) = target.Timing switch { TargetTiming.At => (at, at), TargetTiming.By => (0, at), _ => (at, specs.Saves - 1) };
    }

    public ModelTarget Target => target;

    /// <summary>How far it went beyond the target, as a part of it; below 0 where it did not reach it.</summary>
    /// <param name="rows">Values of the variable by saved row, one for each run.</param>
    /// <param name="run">Which run.</param>
    public double Margin(double[][] rows, int run)
    {
        var scale = Math.Max(Math.Abs(target.Value), 1e-9);
        var best = target.Timing == TargetTiming.By ? double.NegativeInfinity : double.PositiveInfinity;
        for (var row = from; row <= to; row++)
        {
            var beyond = (target.AtLeast ? rows[row][run] - target.Value : target.Value - rows[row][run]) / scale;
            if (double.IsNaN(beyond))
            {
                return double.NegativeInfinity;
            }

            best = target.Timing == TargetTiming.By ? Math.Max(best, beyond) : Math.Min(best, beyond);
        }

        return best;
    }
}
