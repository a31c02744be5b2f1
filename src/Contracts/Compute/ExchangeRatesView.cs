namespace KeyEcosystem.Contracts.Compute;

/// <summary>Measured rates at which unlike devices are exchanged.</summary>
/// <param name="At">When they were set.</param>
/// <param name="Models">Device models that were measured.</param>
/// <param name="Kinds">Kinds of job that were measured.</param>
/// <param name="Table">The whole table, CSV.</param>
public sealed record ExchangeRatesView(DateTimeOffset At, IReadOnlyList<string> Models, IReadOnlyList<ExchangeKindView> Kinds, string Table);
