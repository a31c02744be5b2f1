namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>What a run gave.</summary>
/// <param name="Times">Saved times.</param>
/// <param name="Columns">Names of the values.</param>
/// <param name="Rows">The values at each time, in the order of the names.</param>
public sealed record SimulationResult(IReadOnlyList<double> Times, IReadOnlyList<string> Columns, IReadOnlyList<double[]> Rows)
{
    /// <summary>The values of one name over time.</summary>
    /// <param name="column">Which of the names.</param>
    public IReadOnlyList<double> Series(int column) => [.. Rows.Select(r => r[column])];
}
