namespace KeyEcosystem.Platform.Identity;

/// <summary>Names of the authentication schemes.</summary>
public static class IdentitySchemes
{
    /// <summary>Cookie of the provider's own sign-in; read by <c>/connect/authorize</c> only.</summary>
    public const string Login = "login";

    /// <summary>What the API asks for: an API key or an access token.</summary>
    public const string Bearer = "bearer";
}
