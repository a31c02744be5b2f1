namespace KeyEcosystem.Contracts.Observatory;

/// <summary>An output over time.</summary>
/// <param name="Name">The output.</param>
/// <param name="Base">As things are.</param>
/// <param name="Values">With the levers.</param>
/// <param name="Low">Of the futures drawn the value that 5 % stay below; empty without any.</param>
/// <param name="High">The value that 95 % stay below.</param>
public sealed record ScenarioOutputView(string Name, IReadOnlyList<double> Base, IReadOnlyList<double> Values, IReadOnlyList<double> Low, IReadOnlyList<double> High);
