namespace KeyEcosystem.WebConsole.SignIn;

/// <summary>Where a page may send somebody on to: inside this node only.</summary>
public static class LocalAddress
{
    /// <summary>The address if it is one of this node, else its first page.</summary>
    /// <param name="asked">What was asked for.</param>
    public static string Of(string? asked) =>
        asked is { Length: > 0 } && asked[0] == '/' && !asked.StartsWith("//", StringComparison.Ordinal) && !asked.StartsWith("/\\", StringComparison.Ordinal) && !asked.Any(char.IsControl) ? asked : "/";
}
