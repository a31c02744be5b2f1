namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>A row of a fund's ledger.</summary>
/// <param name="Date">The day.</param>
/// <param name="Fund">The fund.</param>
/// <param name="Kind">What happened; it says which way the money went.</param>
/// <param name="AmountMinor">How much, in hundredths (fen), never below zero.</param>
public sealed record FundEntry(DateOnly Date, string Fund, FundEventKind Kind, long AmountMinor);
