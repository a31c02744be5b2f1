using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A request to release a result.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Asset">The result.</param>
/// <param name="Owner">Who asks.</param>
/// <param name="State">requested, released, refused or withdrawn.</param>
/// <param name="Policy">The terms asked for.</param>
/// <param name="TermsZh">These in Chinese.</param>
/// <param name="TermsEn">These in English.</param>
/// <param name="RequestedAt">When it was asked.</param>
/// <param name="Votes">What each owner of a source has said.</param>
public sealed record ReleaseView(PendingId Id, AssetId Asset, MemberId Owner, string State, string Policy, IReadOnlyList<string> TermsZh, IReadOnlyList<string> TermsEn, DateTimeOffset RequestedAt, IReadOnlyList<ReleaseVoteView> Votes);
