namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>Why flows have no rate of return.</summary>
public enum XirrProblem
{
    /// <summary>They have one, or no problem of their own.</summary>
    None,

    /// <summary>There is no flow other than zero.</summary>
    NoFlows,

    /// <summary>More flows than are taken.</summary>
    TooMany,

    /// <summary>An amount is no finite number.</summary>
    NotFinite,

    /// <summary>All that counts lies on one day: no time passes that a rate could be of.</summary>
    OneDay,

    /// <summary>Nothing but payments, or nothing but receipts: no rate brings them to zero.</summary>
    OneSign,

    /// <summary>Payments and receipts, but no rate brings them to zero.</summary>
    NoRate,

    /// <summary>The rate is larger than a number can be.</summary>
    TooLarge,
}
