namespace KeyEcosystem.Contracts.Identity;

/// <summary>Sets a person's password; every sign-in ends.</summary>
/// <param name="Current">The password so far; null when there is none yet.</param>
/// <param name="Password">12 to 200 characters.</param>
public sealed record PasswordChange(string? Current, string Password);
