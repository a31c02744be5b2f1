using System.Security.Claims;
using System.Text.Encodings.Web;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Authenticates <c>Authorization: Bearer kek_...</c>. Nothing else in a request says who calls.</summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "apikey";
    public const string BearerScheme = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(BearerScheme, StringComparison.Ordinal))
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.Check(header[BearerScheme.Length..], Context.RequestAborted) is not { } caller)
        {
            return AuthenticateResult.Fail("The key is worth nothing.");
        }

        var identity = new ClaimsIdentity(
            [new Claim("sub", caller.Subject), new Claim(CallerClaims.Member, caller.Member.ToString()), .. caller.Roles.Select(r => new Claim(CallerClaims.Role, r))],
            Name,
            "sub",
            CallerClaims.Role);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(new Refusal("access.unauthenticated", "Sign in first.", "The request carries no valid credential: send \"Authorization: Bearer ...\" with an API key or an access token that is neither revoked nor expired.")).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Of(new Refusal("access.role", "Your role may not do this.", "The credential is valid but does not carry the role this needs. 凭证有效，但不具备所需的角色。")).ExecuteAsync(Context);
}
