namespace KeyEcosystem.Platform.Identity;

/// <summary>States of an account, as stored.</summary>
public static class UserState
{
    /// <summary>May sign in.</summary>
    public const string Active = "active";

    /// <summary>May not sign in until restored.</summary>
    public const string Suspended = "suspended";

    /// <summary>Personal data is gone; the id stays, for good.</summary>
    public const string Erased = "erased";
}
