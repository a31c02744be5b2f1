namespace KeyEcosystem.Platform.Identity;

/// <summary>One letter.</summary>
/// <param name="To">Address.</param>
/// <param name="Subject">Chinese and English.</param>
/// <param name="Text">Plain text, Chinese and English.</param>
public sealed record OutgoingMail(string To, string Subject, string Text);
