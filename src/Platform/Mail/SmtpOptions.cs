namespace KeyEcosystem.Platform.Mail;

/// <summary>The mail server that takes the node's letters.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port: 465 is TLS from the start; elsewhere STARTTLS is asked for, and wanted unless the server is this machine.</param>
/// <param name="From">The address that letters come from.</param>
/// <param name="User">Name to sign in with; null for none.</param>
/// <param name="Password">Its password; never logged.</param>
public sealed record SmtpOptions(string Host, int Port, string From, string? User, string? Password)
{
    private const int PortDefault = 587;

    /// <summary>Reads <c>smtp://[user@]host[:port]</c>.</summary>
    /// <param name="server">The address.</param>
    /// <param name="from">The address that letters come from.</param>
    /// <param name="password">The user's password.</param>
    /// <exception cref="InvalidOperationException">A text is not what it must be; it says which.</exception>
    public static SmtpOptions Parse(string server, string? from, string? password)
    {
        if (!Uri.TryCreate(server, UriKind.Absolute, out var address) || address.Scheme != "smtp" || address.Host.Length == 0 || address.AbsolutePath is not ("" or "/"))
        {
            throw new InvalidOperationException($"--smtp: \"{server}\" is no address such as smtp://user@mail.example:587. --smtp：地址无效。");
        }

        if (address.UserInfo.Contains(':', StringComparison.Ordinal))
        {
            throw new InvalidOperationException("--smtp: leave the password out of the address and set KEYECO_SMTP_PASSWORD. --smtp：请勿在地址中写密码，改用 KEYECO_SMTP_PASSWORD。");
        }

        // A mailbox without a domain is one of RFC 5322, and nobody can answer it.
        if (from is null || !MimeKit.MailboxAddress.TryParse(from, out var mailbox) || mailbox.Domain.Length == 0)
        {
            throw new InvalidOperationException($"--mail-from: \"{from}\" is no e-mail address. --mail-from：发件地址无效。");
        }

        return new SmtpOptions(address.Host, address.Port < 0 ? PortDefault : address.Port, from, address.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(address.UserInfo), password);
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"{Host}:{Port} as {From}";
}
