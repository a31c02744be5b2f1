using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Answers all that a specification asks of a model.</summary>
public static class Exploration
{
    /// <summary>What is asked of a model that says itself what is uncertain, what to look at and what to reach.</summary>
    /// <param name="model">The model.</param>
    /// <param name="runs">How many runs.</param>
    /// <param name="seed">The seed.</param>
    public static ExplorationSpec Default(EcosystemModel model, int runs = 1000, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        var spec = new MonteCarloSpec(new Dictionary<string, double>(StringComparer.Ordinal), model.Uncertain, [.. model.Outputs.Select(o => o.Name)], model.Targets, runs, seed);
        return new ExplorationSpec(spec, null, null, null, [], 0.8, 200, 2000);
    }

    /// <summary>All answers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="spec">What is asked.</param>
    /// <param name="threads">Threads at once.</param>
    /// <param name="stop">Ends it early.</param>
    public static Result<ExplorationResult> Run(SystemModel model, ExplorationSpec spec, int threads, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Stop is { } end)
        {
            if (!(end > model.Specs.Start) || !((end - model.Specs.Start) / model.Specs.Step <= SimulationSpecs.StepsMax))
            {
                return new ModelFaultException(DynamicsCodes.Experiment, $"\"stop\" must lie behind {model.Specs.Start}, and not further than {SimulationSpecs.StepsMax} steps.", $"stop 须晚于 {model.Specs.Start}，且不超过 {SimulationSpecs.StepsMax} 步。", 0, "stop").ToRefusal();
            }

            model = model with { Specs = model.Specs with { Stop = end } };
        }

        var (many, moves, mix) = (MonteCarlo.Run(model, spec.MonteCarlo, threads, stop), default(TornadoResult), default(LeverResult));
        if (!many.IsOk)
        {
            return many.Refusal;
        }

        if (spec.TornadoOutput is { } output)
        {
            var tornado = Tornado.Run(model, spec.MonteCarlo.Settings, spec.MonteCarlo.Parameters, output, spec.TornadoTime ?? model.Specs.Stop, spec.MonteCarlo.Seed, threads, stop);
            if (!tornado.IsOk)
            {
                return tornado.Refusal;
            }

            moves = tornado.Value;
        }

        if (spec.Levers.Count > 0)
        {
            var search = LeverSearch.Run(model, new LeverSpec(spec.Levers, spec.MonteCarlo.Settings, spec.MonteCarlo.Parameters, spec.MonteCarlo.Targets, spec.Probability, spec.MixRuns, spec.MonteCarlo.Seed, spec.MixesMax), threads, stop);
            if (!search.IsOk)
            {
                return search.Refusal;
            }

            mix = search.Value;
        }

        return new ExplorationResult(many.Value, moves, mix);
    }
}
