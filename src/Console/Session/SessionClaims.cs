using System.Security.Claims;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>The claims of the console's own cookie.</summary>
internal static class SessionClaims
{
    /// <summary>Session id.</summary>
    public const string Session = "ksid";

    public const string Subject = "sub";
    public const string Name = "name";
    public const string Role = "role";
    public const string Member = "member";

    public static string? SessionId(this ClaimsPrincipal user) => user.FindFirst(Session)?.Value;
}
