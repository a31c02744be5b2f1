namespace KeyEcosystem.Contracts.Compute;

/// <summary>A kind of job whose rates were measured.</summary>
/// <param name="Kind">Its name: what a job calls its workload.</param>
/// <param name="Devices">Sizes of gang that were measured.</param>
public sealed record ExchangeKindView(string Kind, IReadOnlyList<int> Devices);
