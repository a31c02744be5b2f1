using System.Security.Claims;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Reads the caller from a verified credential.</summary>
public static class CallerClaims
{
    /// <summary>Claim with the member id in text form.</summary>
    public const string Member = "member";

    /// <summary>Claim with one role; repeated.</summary>
    public const string Role = "role";

    /// <summary>The caller of a request that passed the api policy.</summary>
    /// <param name="user">The principal of the request.</param>
    /// <exception cref="InvalidOperationException">The principal did not pass the api policy.</exception>
    public static Caller Caller(this ClaimsPrincipal user) =>
        user.FindFirst("sub") is { } subject && TypedId.TryParse<MemberId>(user.FindFirst(Member)?.Value, out var member)
            ? new Caller(subject.Value, member, [.. user.FindAll(Role).Select(c => c.Value)])
            : throw new InvalidOperationException("The request carries no caller.");
}
