using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Moves one parameter at a time from its 10 % to its 90 % quantile.</summary>
public static class Tornado
{
    private const double Tail = 0.1;
    private const int ParametersMax = 10_000;

    /// <summary>What each parameter alone does to an output at a time.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">Variables that are the same in all runs.</param>
    /// <param name="parameters">What is uncertain.</param>
    /// <param name="output">The output.</param>
    /// <param name="time">When it is looked at, to the nearest saved time.</param>
    /// <param name="seed">Seed of the model's own random functions, the same in all runs.</param>
    /// <param name="threads">Threads at once.</param>
    /// <param name="stop">Ends it early.</param>
    public static Result<TornadoResult> Run(SystemModel model, IReadOnlyDictionary<string, double> settings, IReadOnlyList<UncertainParameter> parameters, string output, double time, long seed, int threads, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(output);
        try
        {
            Ensemble.Check(parameters, Math.Max(1, parameters.Count), ParametersMax);
            var given = settings.ToList();
            var compiled = CompiledModel.Of(model, [.. given.Select(s => s.Key), .. parameters.Select(p => p.Name)]);
            if (!compiled.IsOk)
            {
                return compiled.Refusal;
            }

            var specs = model.Specs;
            var row = (int)Math.Round(Math.Clamp((time - specs.Start) / (specs.StepsPerSave * specs.Step), 0, specs.Saves - 1), MidpointRounding.AwayFromZero);
            var low = parameters.Select(p => p.Distribution.Quantile(Tail)).ToList();
            var median = parameters.Select(p => p.Distribution.Quantile(0.5)).ToList();
            var high = parameters.Select(p => p.Distribution.Quantile(1 - Tail)).ToList();

            // Run 0 has all medians; then two for each parameter.
            var kept = Ensemble.Run(
                compiled.Value,
                1 + (2 * parameters.Count),
                [Ensemble.Column(compiled.Value, output)],
                (input, run) =>
                {
                    var p = input - given.Count;
                    return p < 0 ? given[input].Value : run == (2 * p) + 1 ? low[p] : run == (2 * p) + 2 ? high[p] : median[p];
                },
                _ => (ulong)seed,
                threads,
                stop)[0][row];
            var bars = parameters.Select((p, i) => new TornadoBar(p.Name, low[i], high[i], kept[(2 * i) + 1], kept[(2 * i) + 2]));
            return new TornadoResult(output, specs.TimeOf(row), kept[0], [.. bars.OrderByDescending(b => double.IsNaN(b.Swing) ? double.PositiveInfinity : b.Swing).ThenBy(b => b.Name, StringComparer.Ordinal)]);
        }
        catch (ModelFaultException fault)
        {
            return fault.ToRefusal();
        }
    }
}
