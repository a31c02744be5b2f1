using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>Runs a model once.</summary>
public static class Simulation
{
    /// <summary>Numbers that a result may hold.</summary>
    public const long ValuesMax = 50_000_000;

    /// <summary>All values at each saved time.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">A value for each of <see cref="CompiledModel.Inputs"/>.</param>
    /// <param name="seed">Seed of its random functions.</param>
    /// <param name="stop">Ends it early.</param>
    public static Result<SimulationResult> Run(CompiledModel model, IReadOnlyList<double> inputs, long seed = 0, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        var saves = model.Model.Specs.Saves;
        try
        {
            if (inputs.Count != model.Inputs.Count)
            {
                throw new ModelFaultException(DynamicsCodes.Experiment, $"{inputs.Count} values are given, where the model takes {model.Inputs.Count}.", $"给出 {inputs.Count} 个值，模型需要 {model.Inputs.Count} 个。");
            }

            if ((long)saves * model.Columns.Count > ValuesMax)
            {
                throw new ModelFaultException(DynamicsCodes.Limit, $"The result has more than {ValuesMax} values: save fewer steps.", $"结果超过 {ValuesMax} 个值，请加大保存间隔。");
            }

            var rows = new double[saves][];
            var machine = new Machine(model.Program, 1);
            machine.Run(
                [.. inputs],
                [(ulong)seed],
                row =>
                {
                    rows[row] = new double[model.Columns.Count];
                    for (var i = 0; i < model.Columns.Count; i++)
                    {
                        rows[row][i] = machine.At(model.Places[i])[0];
                    }
                },
                stop);
            return new SimulationResult([.. Enumerable.Range(0, saves).Select(model.Model.Specs.TimeOf)], model.Columns, rows);
        }
        catch (ModelFaultException fault)
        {
            return fault.ToRefusal();
        }
    }
}
