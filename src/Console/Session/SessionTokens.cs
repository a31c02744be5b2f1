namespace KeyEcosystem.WebConsole.Session;

/// <summary>What the provider gave for one session.</summary>
internal sealed record SessionTokens(string Access, string Refresh, string IdToken, DateTimeOffset AccessExpires);
