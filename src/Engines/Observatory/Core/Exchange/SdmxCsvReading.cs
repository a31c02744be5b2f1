namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>What reading SDMX-CSV came to.</summary>
/// <param name="Set">The set; null where a row is wrong.</param>
/// <param name="Faults">What is wrong, by line and column; the first 100.</param>
public sealed record SdmxCsvReading(ObservationSet? Set, IReadOnlyList<ExchangeFault> Faults);
