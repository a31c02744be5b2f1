using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Ledger;

namespace KeyEcosystem.Market.Core;

/// <summary>How the ledger's words are spelled at the border.</summary>
public static class MarketWords
{
    /// <summary>receivable, payable, revenue or cost.</summary>
    /// <param name="kind">Kind of account.</param>
    public static string Of(AccountKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>ISO 4217, e.g. CNY.</summary>
    /// <param name="currency">The currency.</param>
    public static string Of(Currency currency) => currency.ToString().ToUpperInvariant();

    /// <summary>charged, free, own-use or provider-failed.</summary>
    /// <param name="basis">Why a reading costs what it costs.</param>
    public static string Of(Basis basis) => basis switch
    {
        Basis.OwnUse => "own-use",
        Basis.ProviderFailed => "provider-failed",
        _ => basis.ToString().ToLowerInvariant(),
    };

    /// <summary>An amount without its currency, e.g. <c>-0.05</c>.</summary>
    /// <param name="minor">Hundredths.</param>
    public static string Amount(long minor) => (minor / 100m).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
