using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>One sign-in of a person. Cookies and tokens of it are worth nothing once the row is gone.</summary>
public sealed class SignInRow : IRow
{
    /// <summary>Sign-in id, the claim <c>sid</c>.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>Who signed in.</summary>
    public required Guid User { get; init; }

    /// <summary>The account's stamp at that time.</summary>
    public required Guid Stamp { get; init; }

    /// <summary>When it ends by itself.</summary>
    public required DateTimeOffset Expires { get; init; }
}
