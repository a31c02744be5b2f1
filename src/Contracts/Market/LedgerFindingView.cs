namespace KeyEcosystem.Contracts.Market;

/// <summary>Something in the ledger that does not hold.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Subject">What is concerned.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record LedgerFindingView(string Code, string Subject, string Zh, string En);
