namespace KeyEcosystem.Contracts.Identity;

/// <summary>Changes how a person is called.</summary>
/// <param name="DisplayName">1 to 100 characters.</param>
public sealed record NameChange(string DisplayName);
