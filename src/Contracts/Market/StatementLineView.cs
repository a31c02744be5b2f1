using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Market;

/// <summary>What was used under one agreement at one price in a period.</summary>
/// <param name="Role">provider: the member is paid; consumer: it pays; own: it used its own asset.</param>
/// <param name="Counterparty">The other party.</param>
/// <param name="Agreement">The agreement.</param>
/// <param name="Kind">What was measured.</param>
/// <param name="Currency">ISO 4217, e.g. CNY.</param>
/// <param name="Entries">How many entries.</param>
/// <param name="Quantity">How much, in base units.</param>
/// <param name="AmountMinor">How much money, in hundredths.</param>
public sealed record StatementLineView(string Role, MemberId Counterparty, AgreementId? Agreement, string Kind, string Currency, long Entries, long Quantity, long AmountMinor)
{
    /// <summary>How much of it nobody pays for, since the provider's side failed, in base units: what is left, times the price, is the amount up to parts of a fen that are carried.</summary>
    public long UnpaidQuantity { get; init; }

    /// <summary>Price of one unit, in hundredths.</summary>
    public long PriceMinor { get; init; }

    /// <summary>Base units of one priced unit; 3,600,000 device-milliseconds are a device-hour.</summary>
    public long UnitSize { get; init; }
}
