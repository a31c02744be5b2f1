using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>An agreement.</summary>
/// <param name="Id">Agreement id.</param>
/// <param name="Asset">What it is about.</param>
/// <param name="Provider">Who provides.</param>
/// <param name="Consumer">Who may use.</param>
/// <param name="State">requested, offered (the provider proposed other terms), agreed, signed, suspended (the provider keeps back use while a dispute is open), refused, terminated, expired or replaced (by a new version).</param>
/// <param name="Policy">The terms proposed last; fixed when they are agreed on.</param>
/// <param name="PriceMinorPerHour">The price, fixed at the request.</param>
/// <param name="ProviderSigned">Whether the provider has signed.</param>
/// <param name="ConsumerSigned">Whether the consumer has signed.</param>
/// <param name="Version">What a change must expect.</param>
/// <param name="Offer">The offer that was taken.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="Deadline">Until when both must have signed.</param>
/// <param name="Ends">When it ends; null when only its policy says.</param>
/// <param name="DocumentSha256">Hash of the document that both sign.</param>
public sealed record AgreementView(AgreementId Id, AssetId Asset, MemberId Provider, MemberId Consumer, string State, string Policy, long PriceMinorPerHour, bool ProviderSigned, bool ConsumerSigned, long Version, OfferId Offer, DateTimeOffset RequestedAt, DateTimeOffset Deadline, DateTimeOffset? Ends, string DocumentSha256)
{
    /// <summary>What was used so far; null where its terms limit no uses, bytes or rows, or none was made. Not in lists.</summary>
    public AgreementUsedView? Used { get; init; }

    /// <summary>What its terms oblige the consumer to do. Not in lists.</summary>
    public IReadOnlyList<DutyView> Duties { get; init; } = [];

    /// <summary>The same in the words of the Dataspace Protocol: REQUESTED, OFFERED, ACCEPTED, AGREED, VERIFIED, FINALIZED or TERMINATED.</summary>
    public string Negotiation { get; init; } = "";

    /// <summary>Other terms that the two have proposed, the first one first. Not in lists.</summary>
    public IReadOnlyList<ProposalView> Proposals { get; init; } = [];

    /// <summary>Since when the provider keeps back use while a dispute is open; null while it does not.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>The agreement of which it is a new version; null for none.</summary>
    public AgreementId? Replaces { get; init; }

    /// <summary>Its new version, which is negotiated or has replaced it; null for none. Not in lists.</summary>
    public AgreementId? Amendment { get; init; }

    /// <summary>The connector through which its consumer, at another node, has concluded it; null where both are members here.</summary>
    public PeerId? Connector { get; init; }

    /// <summary>Disputes about it, the newest first, at most 20. Not in lists.</summary>
    public IReadOnlyList<DisputeView> Disputes { get; init; } = [];

    /// <summary>What the reader's organisation may do now: propose, accept, agree, refuse, sign, amend or terminate. Not in lists.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>What both should know before they sign: that its terms have ended, or permit the consumer no use; Chinese and English. Not in lists.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
