namespace KeyEcosystem.Host.Inbox;

/// <summary>How those who decide hear of what waits for them.</summary>
/// <param name="Mail">Whether a mail server takes letters to them.</param>
/// <param name="Webhook">Where new items are posted; null for nowhere.</param>
/// <param name="Secret">Signs what is posted; never logged. Null when nothing is posted.</param>
internal sealed record InboxNoticeOptions(bool Mail, Uri? Webhook, string? Secret)
{
    /// <summary>Fewest characters of the secret.</summary>
    public const int SecretMin = 16;

    /// <summary>Checks what was given.</summary>
    /// <exception cref="InvalidOperationException">The webhook has no secret.</exception>
    public static InboxNoticeOptions Of(bool mail, Uri? webhook, string? secret) => webhook is null || secret is { Length: >= SecretMin }
        ? new InboxNoticeOptions(mail, webhook, secret)
        : throw new InvalidOperationException($"--inbox-webhook: set KEYECO_WEBHOOK_SECRET to {SecretMin} characters or more; the receiver checks by it that a notice is of this node. --inbox-webhook：请设置 KEYECO_WEBHOOK_SECRET。");

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"mail {Mail}, webhook {Webhook}";
}
