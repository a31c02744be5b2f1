using KeyEcosystem.Platform.Secrets;

namespace KeyEcosystem.Host.People;

/// <summary>Another OpenID provider that may say who a person is, e.g. an organisation's own.</summary>
/// <param name="Authority">Its issuer; https, except on this machine.</param>
/// <param name="ClientId">What the node is called there.</param>
/// <param name="Secret">The node's secret there; null for a public client.</param>
/// <param name="Name">What people are shown, 1 to 50 characters.</param>
public sealed record ExternalProvider(Uri Authority, string ClientId, Passphrase? Secret, string Name)
{
    private const int NameMax = 50;

    /// <summary>Checks what was given.</summary>
    /// <param name="authority">Its issuer.</param>
    /// <param name="clientId">What the node is called there.</param>
    /// <param name="secret">The node's secret there.</param>
    /// <param name="name">What people are shown; the issuer's host when null.</param>
    /// <exception cref="InvalidOperationException">Something is missing, or the issuer is asked in the clear.</exception>
    public static ExternalProvider Of(Uri authority, string? clientId, string? secret, string? name)
    {
        ArgumentNullException.ThrowIfNull(authority);
        if (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback)
        {
            throw new InvalidOperationException($"--oidc: \"{authority}\" is not https: whoever sits in between could say who a person is. --oidc：必须使用 https。");
        }

        var shown = name ?? authority.Host;
        return clientId is not { Length: > 0 } ? throw new InvalidOperationException("--oidc-client: name what this node is called at the provider. --oidc-client：请填写客户端标识。")
            : shown.Length is 0 or > NameMax ? throw new InvalidOperationException($"--oidc-name: 1 to {NameMax} characters. --oidc-name：1 至 {NameMax} 个字符。")
            : new ExternalProvider(authority, clientId, secret is { Length: > 0 } ? new Passphrase(secret) : null, shown);
    }
}
