using KeyEcosystem.Kernel.Evidence;
using Microsoft.IdentityModel.Tokens;

namespace KeyEcosystem.WebConsole;

/// <summary>What the console is told about the node it belongs to.</summary>
public sealed record ConsoleOptions
{
    /// <summary>Short name of the node; part of cookie names, so that nodes on one host do not share them.</summary>
    public required string NodeId { get; init; }

    /// <summary>Address people reach the node at; the issuer of its tokens.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Address the console reaches the node's API at.</summary>
    public required Uri LoopbackUrl { get; init; }

    /// <summary>Secret of the client "console" at the node's provider.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>The key that signs the node's tokens.</summary>
    public required SecurityKey SigningKey { get; init; }

    /// <summary>Another provider that people may sign in by, as they are shown it; null for none.</summary>
    public string? OtherProvider { get; init; }

    /// <summary>How long a console session lasts.</summary>
    public required TimeSpan SignInLifetime { get; init; }

    /// <summary>The suites of hash and signature that a log may be in.</summary>
    public required IReadOnlyList<CryptoSuite> Suites { get; init; }

    /// <summary>Checks a signature of the evidence log: public key, message, signature.</summary>
    public required Func<byte[], byte[], byte[], bool> CheckSignature { get; init; }

    /// <summary>Name of a cookie.</summary>
    /// <param name="kind">What the cookie is for.</param>
    public string Cookie(string kind) => $"keyeco.{NodeId}.{kind}";
}
