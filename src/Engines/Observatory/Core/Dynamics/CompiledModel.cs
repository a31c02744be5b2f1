using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Dynamics.Compilation;
using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>A model that can be run: a program over an array of numbers. It is never changed by a run, so that many may run at once.</summary>
public sealed class CompiledModel
{
    private readonly Dictionary<string, int> byName;

    internal CompiledModel(SystemModel model, ModelProgram program, IReadOnlyList<string> columns, IReadOnlyList<string?> units, int[] places, IReadOnlyList<string> inputs, IReadOnlyList<string> warnings)
    {
        (Model, Program, Columns, Units, Places, Inputs, Warnings) = (model, program, columns, units, places, inputs, warnings);
        byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            byName.TryAdd(Key(columns[i]), i);
        }
    }

    /// <summary>What it was made of.</summary>
    public SystemModel Model { get; }

    /// <summary>Names of all values: variables, elements as <c>Name[A,B]</c>, those of modules as <c>module.variable</c>.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The unit of each.</summary>
    public IReadOnlyList<string?> Units { get; }

    /// <summary>Names of the values that a run is given.</summary>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>What a reader should know.</summary>
    public IReadOnlyList<string> Warnings { get; }

    internal ModelProgram Program { get; }

    internal int[] Places { get; }

    /// <summary>Compiles a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">Variables or elements whose equation (of a stock: initial value) is replaced by a value that each run is given.</param>
    /// <returns>The program, or why there is none: the variable, function or line is named.</returns>
    public static Result<CompiledModel> Of(SystemModel model, params IReadOnlyList<string> inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        try
        {
            return Compiler.Compile(model, inputs);
        }
        catch (ModelFaultException fault)
        {
            return fault.ToRefusal();
        }
    }

    /// <summary>Which column has a name; -1 where none has.</summary>
    /// <param name="name">The name, in any form that names the same.</param>
    public int Column(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return byName.GetValueOrDefault(Key(name), -1);
    }

    private static string Key(string name) => Names.Fold(name).Replace(",_", ",", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal).Replace("_[", "[", StringComparison.Ordinal);
}
