namespace KeyEcosystem.Contracts.Observatory;

/// <summary>How a method did at past moments.</summary>
/// <param name="Method">The method.</param>
/// <param name="MeanAbsolute">Mean absolute error at each step ahead, in the scale of the transform.</param>
public sealed record BackTestView(string Method, IReadOnlyList<double> MeanAbsolute);
