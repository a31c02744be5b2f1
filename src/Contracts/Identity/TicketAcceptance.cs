namespace KeyEcosystem.Contracts.Identity;

/// <summary>Accepts an invitation, or completes a sign-up.</summary>
/// <param name="Ticket">What the letter said.</param>
/// <param name="DisplayName">1 to 100 characters.</param>
/// <param name="Password">12 to 200 characters.</param>
public sealed record TicketAcceptance(string Ticket, string DisplayName, string Password);
