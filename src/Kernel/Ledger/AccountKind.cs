namespace KeyEcosystem.Kernel.Ledger;

/// <summary>The accounts that a member has, one of each kind for each currency.</summary>
public enum AccountKind
{
    /// <summary>应收账款: what others owe the member. An asset; its balance is a debit.</summary>
    Receivable,

    /// <summary>应付账款: what the member owes others. A liability; its balance is a credit.</summary>
    Payable,

    /// <summary>营业收入: what the member has earned. Income; its balance is a credit.</summary>
    Revenue,

    /// <summary>营业成本: what the member has used. An expense; its balance is a debit.</summary>
    Cost,
}
