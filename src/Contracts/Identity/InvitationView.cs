namespace KeyEcosystem.Contracts.Identity;

/// <summary>An invitation. Its text can't be had again.</summary>
/// <param name="Ticket">What the invited person sends to accept.</param>
public sealed record InvitationView(string Ticket);
