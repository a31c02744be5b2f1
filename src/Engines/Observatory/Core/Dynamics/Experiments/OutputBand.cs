namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>How an output is spread over all runs, at each saved time.</summary>
/// <param name="Name">The output.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="P05">5 % of the runs lie below.</param>
/// <param name="P25">25 % lie below.</param>
/// <param name="P50">Its median.</param>
/// <param name="P75">25 % lie above.</param>
/// <param name="P95">5 % lie above.</param>
public sealed record OutputBand(string Name, IReadOnlyList<double> Mean, IReadOnlyList<double> P05, IReadOnlyList<double> P25, IReadOnlyList<double> P50, IReadOnlyList<double> P75, IReadOnlyList<double> P95);
