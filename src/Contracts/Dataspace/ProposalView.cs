namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Other terms that a party proposed while an agreement was negotiated.</summary>
/// <param name="By">consumer or provider.</param>
/// <param name="At">When.</param>
/// <param name="Note">What was said with it.</param>
/// <param name="Changes">In what they differ from those that lay there before: the offer's, or the other party's last ones.</param>
public sealed record ProposalView(string By, DateTimeOffset At, string? Note, IReadOnlyList<TermsChangeView> Changes);
