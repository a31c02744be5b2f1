namespace KeyEcosystem.Cli.SignIn;

/// <summary>A sign-in at one node.</summary>
/// <param name="Access">Sent with every call until it runs out.</param>
/// <param name="Refresh">Gets the next access token; good for one use.</param>
/// <param name="Expires">When the access token runs out.</param>
internal sealed record Session(string Access, string? Refresh, DateTimeOffset Expires);
