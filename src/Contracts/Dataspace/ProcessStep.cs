namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A message of a transfer that somebody decides to send.</summary>
/// <param name="Message">start, suspension, completion or termination.</param>
/// <param name="Reason">With suspension or termination: why; 1 to 1,000 characters.</param>
public sealed record ProcessStep(string Message, string? Reason);
