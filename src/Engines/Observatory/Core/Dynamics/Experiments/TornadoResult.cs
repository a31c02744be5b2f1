namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Which parameters move an output most.</summary>
/// <param name="Output">The output.</param>
/// <param name="Time">When it is looked at.</param>
/// <param name="Base">Its value with all parameters at their medians.</param>
/// <param name="Bars">One for each parameter, the widest first.</param>
public sealed record TornadoResult(string Output, double Time, double Base, IReadOnlyList<TornadoBar> Bars);
