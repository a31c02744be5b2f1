namespace KeyEcosystem.Market.Core;

/// <summary>Something in the ledger that does not hold.</summary>
/// <param name="Code">Stable code, e.g. <c>ledger.entry.unbalanced</c>.</param>
/// <param name="Subject">Id in text form of the thing concerned.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record LedgerFinding(string Code, string Subject, string Zh, string En);
