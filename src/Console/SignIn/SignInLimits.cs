namespace KeyEcosystem.WebConsole.SignIn;

/// <summary>Limits of the pages that anybody may open.</summary>
public static class SignInLimits
{
    /// <summary>Name of the node's policy for attempts by address.</summary>
    public const string Attempts = "attempts";
}
