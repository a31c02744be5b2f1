using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Dynamics;
using KeyEcosystem.Observatory.Core.Dynamics.Xmile;

namespace KeyEcosystem.Observatory.Tests.Core.Dynamics;

/// <summary>Small models written in a line.</summary>
internal static class Models
{
    /// <summary>The text of a model of variables, run from 0 to 10 by steps of 1 unless said otherwise.</summary>
    public static string Text(string variables, string specs = "<start>0</start><stop>10</stop><dt>1</dt>", string method = "Euler", string outside = "", string parts = "") =>
        $"<xmile version=\"1.0\"><sim_specs method=\"{method}\" time_units=\"Month\">{specs}</sim_specs>{outside}<model><variables>{variables}</variables></model>{parts}</xmile>";

    public static string Aux(string name, string equation) => $"<aux name=\"{name}\"><eqn>{equation.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)}</eqn></aux>";

    public static Result<CompiledModel> Compiled(string text, params string[] inputs)
    {
        var read = XmileReader.Read(text);
        return read.IsOk ? CompiledModel.Of(read.Value, inputs) : read.Refusal;
    }

    public static SimulationResult Run(string text, long seed = 0) => Simulation.Run(Compiled(text) is { IsOk: true } ok ? ok.Value : throw new InvalidOperationException(Compiled(text).Refusal!.Detail), [], seed).Value;

    /// <summary>The value of one equation at a time.</summary>
    public static double Value(string equation, double time = 0, string others = "", string outside = "") => At(Run(Text(others + Aux("x", equation), outside: outside)), "x", time);

    public static double At(SimulationResult result, string name, double time)
    {
        var column = Enumerable.Range(0, result.Columns.Count).First(c => Names.Fold(result.Columns[c]) == Names.Fold(name));
        return result.Rows[Enumerable.Range(0, result.Times.Count).MinBy(t => Math.Abs(result.Times[t] - time))][column];
    }
}
