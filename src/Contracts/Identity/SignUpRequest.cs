namespace KeyEcosystem.Contracts.Identity;

/// <summary>Asks for a trial account.</summary>
/// <param name="Email">Where the proof goes.</param>
public sealed record SignUpRequest(string Email);
