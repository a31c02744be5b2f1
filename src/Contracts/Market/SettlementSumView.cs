namespace KeyEcosystem.Contracts.Market;

/// <summary>What a settlement came to.</summary>
/// <param name="Currency">ISO 4217, e.g. CNY.</param>
/// <param name="Demonstration">Whether it belongs to the books of demonstrations, which are apart from the others.</param>
/// <param name="Entries">Entries made.</param>
/// <param name="Charged">Of them with an amount owed.</param>
/// <param name="AmountMinor">Sum of what is owed, in hundredths.</param>
public sealed record SettlementSumView(string Currency, bool Demonstration, int Entries, int Charged, long AmountMinor);
