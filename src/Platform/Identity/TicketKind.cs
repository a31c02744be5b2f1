namespace KeyEcosystem.Platform.Identity;

/// <summary>What a one-time ticket is good for, as stored.</summary>
internal static class TicketKind
{
    public const string SignIn = "sign-in";
    public const string Invitation = "invitation";
    public const string SignUp = "sign-up";
}
