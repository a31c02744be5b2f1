using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Contracts;

/// <summary>An agreement as the Gate sees it.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Asset">What it is about.</param>
/// <param name="Provider">Who provides.</param>
/// <param name="Consumer">Who may use.</param>
/// <param name="State">requested, offered, agreed, signed (by both), suspended (signed, and its provider keeps back use), refused, terminated or expired.</param>
/// <param name="Policy">The agreed policy as ODRL JSON; immutable once signed.</param>
/// <param name="From">When it was signed by both; null before.</param>
public sealed record AgreementStanding(AgreementId Agreement, AssetId Asset, MemberId Provider, MemberId Consumer, string State, string Policy, DateTimeOffset? From)
{
    /// <summary>Version of the agreement as read: a decision that relied on it is committed only while it stands.</summary>
    public long Version { get; init; }

    /// <summary>Which of its duties are done; null where its terms have none.</summary>
    public DutiesDone? Done { get; init; }

    /// <summary>When it ends; null when only its policy says.</summary>
    public DateTimeOffset? Ends { get; init; }
}
