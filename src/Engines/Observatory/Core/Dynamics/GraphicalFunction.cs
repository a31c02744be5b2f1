namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>A function given by points.</summary>
/// <param name="Kind">What it says between and beyond its points.</param>
/// <param name="X">Where, rising.</param>
/// <param name="Y">What.</param>
public sealed record GraphicalFunction(GraphicalKind Kind, IReadOnlyList<double> X, IReadOnlyList<double> Y);
