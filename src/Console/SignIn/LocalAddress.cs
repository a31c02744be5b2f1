namespace KeyEcosystem.WebConsole.SignIn;

/// <summary>Where a page may send somebody on to: inside this node only.</summary>
internal static class LocalAddress
{
    public static string Of(string? asked) =>
        asked is { Length: > 0 } && asked[0] == '/' && !asked.StartsWith("//", StringComparison.Ordinal) && !asked.StartsWith("/\\", StringComparison.Ordinal) && !asked.Any(char.IsControl) ? asked : "/";
}
