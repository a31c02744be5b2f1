using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A dispute about an agreement.</summary>
/// <param name="Id">Dispute id.</param>
/// <param name="Agreement">About which agreement.</param>
/// <param name="Asset">What that is about.</param>
/// <param name="Provider">Its provider.</param>
/// <param name="Consumer">Its consumer.</param>
/// <param name="Claimant">Who raised it: provider or consumer.</param>
/// <param name="State">raised, accepted (the respondent accepts what would put it right), rejected, proposed (the claimant proposes to settle), settled, withdrawn, upheld or dismissed.</param>
/// <param name="SuspendedAt">Since when the provider keeps use back; null while it does not.</param>
/// <param name="RaisedAt">When it was raised.</param>
/// <param name="Since">Since when it is in this state.</param>
/// <param name="Words">What was said, the first first.</param>
/// <param name="Steps">What the reader may do now.</param>
public sealed record DisputeView(PendingId Id, AgreementId Agreement, AssetId Asset, MemberId Provider, MemberId Consumer, string Claimant, string State, DateTimeOffset? SuspendedAt, DateTimeOffset RaisedAt, DateTimeOffset Since, IReadOnlyList<DisputeWordView> Words, IReadOnlyList<string> Steps)
{
    /// <summary>Whether it goes on.</summary>
    public bool IsOpen { get; init; }
}
