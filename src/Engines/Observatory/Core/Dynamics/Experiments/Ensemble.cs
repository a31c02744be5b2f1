using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Many runs of one model. Each run has its own place and its own seed, so that neither the number of threads nor their order changes a bit.</summary>
internal static class Ensemble
{
    /// <summary>Numbers that are kept of all runs, at most.</summary>
    public const long ValuesMax = 100_000_000;

    private const int LanesMost = 64;
    private const int MemoryMax = 4_000_000;

    /// <summary>The values of some columns: by column and saved row, one for each run.</summary>
    /// <param name="model">The model.</param>
    /// <param name="runs">How many runs.</param>
    /// <param name="columns">Which columns are kept.</param>
    /// <param name="input">The value of an input in a run.</param>
    /// <param name="seed">Seed of the model's own random functions in a run.</param>
    /// <param name="threads">Threads at once.</param>
    /// <param name="stop">Ends it early.</param>
    public static double[][][] Run(CompiledModel model, int runs, IReadOnlyList<int> columns, Func<int, int, double> input, Func<int, ulong> seed, int threads, CancellationToken stop)
    {
        var saves = model.Model.Specs.Saves;
        if ((long)runs * saves * columns.Count > ValuesMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"{runs} runs with {saves} saved times and {columns.Count} outputs are more than {ValuesMax} values: ask for fewer.", $"{runs} 次运行、{saves} 个保存时刻、{columns.Count} 个输出超过 {ValuesMax} 个值，请减少。");
        }

        var kept = columns.Select(_ => Enumerable.Range(0, saves).Select(_ => new double[runs]).ToArray()).ToArray();
        // How many lanes there are changes nothing but the time it takes.
        var lanesMax = Math.Clamp(MemoryMax / model.Program.Size, 1, LanesMost);
        var batches = (runs + lanesMax - 1) / lanesMax;
        Machine.Check(model.Program, (long)Math.Min(runs, lanesMax) * Math.Max(1, threads));
        Parallel.For(
            0,
            batches,
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = stop },
            () => (Machine?)null,
            (batch, _, own) =>
            {
                var first = batch * lanesMax;
                var lanes = Math.Min(lanesMax, runs - first);
                var machine = own is not null && own.LaneCount == lanes ? own : new Machine(model.Program, lanes);
                Batch(machine, first, lanes);
                return machine;
            },
            _ => { });

        return kept;

        void Batch(Machine machine, int first, int lanes)
        {
            var inputs = new double[model.Inputs.Count * lanes];
            var seeds = new ulong[lanes];
            for (var lane = 0; lane < lanes; lane++)
            {
                seeds[lane] = seed(first + lane);
                for (var i = 0; i < model.Inputs.Count; i++)
                {
                    inputs[(i * lanes) + lane] = input(i, first + lane);
                }
            }

            machine.Run(
                inputs,
                seeds,
                row =>
                {
                    for (var c = 0; c < columns.Count; c++)
                    {
                        machine.At(model.Places[columns[c]]).CopyTo(kept[c][row].AsSpan(first, lanes));
                    }
                },
                stop);
        }
    }

    /// <summary>The column of a name.</summary>
    public static int Column(CompiledModel model, string name) => model.Column(name) is >= 0 and var found ? found
        : throw new ModelFaultException(DynamicsCodes.UnknownName, $"\"{name}\" is no variable of the model.", $"“{name}”不是模型变量。", 0, name);

    /// <summary>Refuses parameters that no run can have.</summary>
    public static void Check(IReadOnlyList<UncertainParameter> parameters, int runs, int runsMax)
    {
        if (runs < 1 || runs > runsMax)
        {
            throw new ModelFaultException(DynamicsCodes.Experiment, $"{runs} runs are asked for; 1 to {runsMax} can be had.", $"要求运行 {runs} 次，须为 1 至 {runsMax} 次。");
        }

        foreach (var parameter in parameters)
        {
            if (parameter.Distribution.Fault is { } fault)
            {
                throw new ModelFaultException(DynamicsCodes.Experiment, $"The distribution of \"{parameter.Name}\" can't be: {fault}.", $"“{parameter.Name}”的分布参数不成立。", 0, parameter.Name);
            }
        }
    }
}
