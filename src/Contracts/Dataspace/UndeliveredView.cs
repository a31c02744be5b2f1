namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A message that the other side has not taken yet; it is tried again, a day at the most.</summary>
/// <param name="Since">When it was written.</param>
/// <param name="Reason">What stood in the way at the last try.</param>
public sealed record UndeliveredView(DateTimeOffset Since, string Reason);
