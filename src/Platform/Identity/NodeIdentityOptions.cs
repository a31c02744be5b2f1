using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>What identity is told at start.</summary>
public sealed record NodeIdentityOptions
{
    /// <summary>Attempts of one address in a minute, unless said otherwise.</summary>
    public const int AttemptsPerMinuteDefault = 60;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512 unless said otherwise, as the OWASP Password Storage Cheat Sheet advises.</summary>
    public const int PasswordRoundsDefault = 210_000;

    /// <summary>Short name of the node; part of cookie names and of the audience.</summary>
    public required string NodeId { get; init; }

    /// <summary>Address people reach the node at; the issuer of its tokens.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Address the node reaches itself at.</summary>
    public required Uri LoopbackUrl { get; init; }

    /// <summary>Folder of the keys, of the token store and of the outbox.</summary>
    public required string Folder { get; init; }

    /// <summary>The PostgreSQL database of the token store; null for SQLite in the folder.</summary>
    public PostgresTarget? Postgres { get; init; }

    /// <summary>How long an access token is good for, 1 to 60 minutes.</summary>
    public TimeSpan AccessLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a sign-in lasts, refreshes included.</summary>
    public TimeSpan SignInLifetime { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long a key signs tokens before the next one does, 2 to 366 days.</summary>
    public TimeSpan RotateKeysEvery { get; init; } = TimeSpan.FromDays(90);

    /// <summary>Sign-in attempts and token requests one address may make in a minute, 1 to 10,000; more are answered 429.</summary>
    public int AttemptsPerMinuteMax { get; init; } = AttemptsPerMinuteDefault;

    /// <summary>Rounds of PBKDF2 with HMAC-SHA512 that make a password's hash, 1,000 to 10,000,000; a hash of fewer rounds is made anew at the next sign-in.</summary>
    public int PasswordRounds { get; init; } = PasswordRoundsDefault;

    /// <summary>How long the longest token is good for; an id token lasts 20 minutes.</summary>
    internal TimeSpan TokenLifetimeMax => new[] { SignInLifetime, AccessLifetime, TimeSpan.FromMinutes(20) }.Max();

    /// <summary>The audience of the node's tokens.</summary>
    public string Audience => $"urn:keyeco:node:{NodeId}";

    /// <summary>Path of the token store.</summary>
    public string Database => Path.Combine(Folder, "identity.db");

    /// <summary>Name of a cookie, so that nodes on one host do not share it.</summary>
    /// <param name="kind">What the cookie is for.</param>
    public string Cookie(string kind) => $"keyeco.{NodeId}.{kind}";

    /// <exception cref="InvalidOperationException">A value is out of its range.</exception>
    internal NodeIdentityOptions Checked()
    {
        if (AccessLifetime < TimeSpan.FromMinutes(1) || AccessLifetime > TimeSpan.FromHours(1))
        {
            throw new InvalidOperationException($"{nameof(AccessLifetime)} must be 1 to 60 minutes; it was {AccessLifetime}.");
        }

        if (RotateKeysEvery < TimeSpan.FromDays(2) || RotateKeysEvery > TimeSpan.FromDays(366))
        {
            throw new InvalidOperationException($"{nameof(RotateKeysEvery)} must be 2 to 366 days; it was {RotateKeysEvery}. 密钥轮换周期须为 2 至 366 天。");
        }

        if (AttemptsPerMinuteMax is < 1 or > 10_000)
        {
            throw new InvalidOperationException($"{nameof(AttemptsPerMinuteMax)} must be 1 to 10,000; it was {AttemptsPerMinuteMax}. 每分钟尝试上限须为 1 至 10,000。");
        }

        if (PasswordRounds is < 1_000 or > 10_000_000)
        {
            throw new InvalidOperationException($"{nameof(PasswordRounds)} must be 1,000 to 10,000,000; it was {PasswordRounds}. 密码散列轮数须为 1,000 至 10,000,000。");
        }

        if (PublicUrl.Scheme != Uri.UriSchemeHttps && !PublicUrl.IsLoopback)
        {
            throw new InvalidOperationException($"People would reach the node at {PublicUrl}: that must be https unless it is a loopback address. Put a proxy that ends TLS in front and say --public-url https://... 对外地址须为 https（本机回环地址除外）：请在前面放置终止 TLS 的代理，并用 --public-url 指明。");
        }

        return this;
    }
}
