using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What an owner of a source has said.</summary>
/// <param name="Member">The owner.</param>
/// <param name="State">pending, approved or refused.</param>
/// <param name="At">When it was said; null while pending.</param>
public sealed record ReleaseVoteView(MemberId Member, string State, DateTimeOffset? At);
