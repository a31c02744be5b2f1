namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>What a row of a fund's ledger tells.</summary>
public enum FundEventKind
{
    /// <summary>An investor binds itself to pay up to an amount.</summary>
    Commitment,

    /// <summary>Paid in by the investors when the fund calls.</summary>
    Call,

    /// <summary>Paid in by the investors for the fund's costs; part of what they committed.</summary>
    Fee,

    /// <summary>Paid back to the investors.</summary>
    Distribution,

    /// <summary>Paid out by the fund to a project or firm.</summary>
    Disbursement,

    /// <summary>Come back to the fund from a project or firm.</summary>
    Return,

    /// <summary>What the fund still holds is worth, told on a day.</summary>
    Nav,
}
