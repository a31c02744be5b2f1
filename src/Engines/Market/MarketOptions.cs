using System.ComponentModel.DataAnnotations;

namespace KeyEcosystem.Market;

/// <summary>The limits of the Market engine.</summary>
public sealed record MarketOptions
{
    /// <summary>Seconds between two settlements in the background. 1 to 3,600.</summary>
    [Range(1, 3600)]
    public int SettleSeconds { get; set; } = 5;

    /// <summary>Readings settled in one commit. 1 to 500.</summary>
    [Range(1, 500)]
    public int BatchMax { get; set; } = 100;

    /// <summary>Readings looked at in one run. 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int RunMax { get; set; } = 100_000;

    /// <summary>Seconds from the publication of a price to its begin at the earliest. 1 to 31,536,000.</summary>
    [Range(1, 31_536_000)]
    public int PriceNoticeSeconds { get; set; } = 60;
}
