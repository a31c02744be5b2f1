namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>What must be known beside a fund's figures.</summary>
public enum FundNote
{
    /// <summary>Nothing was paid in.</summary>
    NothingPaidIn,

    /// <summary>No net asset value is known.</summary>
    NoNav,

    /// <summary>Money moved after the net asset value was told.</summary>
    OldNav,

    /// <summary>More was called than committed.</summary>
    OverCalled,

    /// <summary>More went out of the fund than came in.</summary>
    OverSpent,

    /// <summary>The flows have no rate of return.</summary>
    NoRate,

    /// <summary>Several rates fit.</summary>
    SeveralRates,
}
