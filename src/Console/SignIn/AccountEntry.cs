namespace KeyEcosystem.WebConsole.SignIn;

/// <summary>What a form that makes an account sends.</summary>
public sealed class AccountEntry
{
    /// <summary>The fragment of the link.</summary>
    public string? Ticket { get; set; }

    /// <summary>How the person is called.</summary>
    public string? DisplayName { get; set; }

    /// <summary>As typed.</summary>
    public string? Password { get; set; }
}
