namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A ruling on a dispute.</summary>
/// <param name="Step">uphold, or dismiss.</param>
/// <param name="Note">The grounds, 1 to 1,000 characters; both parties read them.</param>
public sealed record DisputeRuling(string Step, string Note);
