using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>What an owner of data said about an output.</summary>
/// <param name="Member">The owner.</param>
/// <param name="State">pending, approved or refused.</param>
/// <param name="At">When; null while pending.</param>
public sealed record AirlockVoteView(MemberId Member, string State, DateTimeOffset? At);
