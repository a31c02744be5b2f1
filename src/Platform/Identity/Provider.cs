using System.Security.Claims;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The provider's endpoints. OpenIddict has checked client, redirect, code and proof before a handler is called; who may have a token is decided here.</summary>
internal static class Provider
{
    private const string Kind = "kind";
    private const string User = "user";
    private const string Machine = "machine";
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/connect/authorize", ["GET", "POST"], Authorize).ExcludeFromDescription().DisableAntiforgery().RequireRateLimiting(RateLimits.Tokens);
        routes.MapPost("/connect/token", Token).ExcludeFromDescription().DisableAntiforgery().RequireRateLimiting(RateLimits.Tokens);
        routes.MapMethods("/connect/endsession", ["GET", "POST"], EndSession).ExcludeFromDescription().DisableAntiforgery().RequireRateLimiting(RateLimits.Tokens);
    }

    /// <summary>The roles that the one whom a verified token names has now, comma-separated; null when it may no longer act. Asked on every request of the API.</summary>
    public static async Task<string?> RolesNow(ClaimsPrincipal principal, SignIns signIns, MachineClients machines, CancellationToken stop) => principal.FindFirst(Kind)?.Value switch
    {
        User => (await signIns.Standing(principal, stop))?.Roles,
        Machine => (await machines.Standing(principal.FindFirst(Claims.Subject)?.Value, stop))?.Roles,
        _ => null,
    };

    private static async Task<IResult> Authorize(HttpContext http, SignIns signIns, NodeIdentityOptions options)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var login = await http.AuthenticateAsync(IdentitySchemes.Login);
        if (await signIns.Standing(login.Principal, http.RequestAborted) is { } user)
        {
            return Grant(Principal(user, login.Principal!.FindFirst(SignIns.Claim)!.Value, options).SetScopes(request.GetScopes()));
        }

        return request.HasPromptValue(PromptValues.None)
            ? Deny(Errors.LoginRequired, "Sign in first.")
            : Results.Challenge(new AuthenticationProperties { RedirectUri = http.Request.PathBase + http.Request.Path + http.Request.QueryString }, [IdentitySchemes.Login]);
    }

    private static async Task<IResult> Token(HttpContext http, SignIns signIns, MachineClients machines, NodeIdentityOptions options)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            return await machines.Standing(request.ClientId, http.RequestAborted) is { } machine
                ? Grant(Principal(request.ClientId!, machine.Name, machine.Member, machine.Roles, Machine, options).SetScopes(request.GetScopes()))
                : Deny(Errors.UnauthorizedClient, "The client acts for no member.");
        }

        var was = (await http.AuthenticateAsync(Scheme)).Principal!;
        return await signIns.Standing(was, http.RequestAborted) is { } user
            ? Grant(Principal(user, was.GetClaim(SignIns.Claim)!, options).SetScopes(was.GetScopes()))
            : Deny(Errors.InvalidGrant, "The sign-in has ended.");
    }

    /// <summary>Needs the id token of the sign-in: a foreign page can't sign anybody out.</summary>
    private static async Task<IResult> EndSession(HttpContext http, SignInService signIns)
    {
        if ((await http.AuthenticateAsync(Scheme)).Principal is not { } hint || hint.FindFirst(SignIns.Claim) is null)
        {
            return Problems.Of(Refusal.Field("id_token_hint", "the id token of the sign-in that shall end", null));
        }

        await signIns.Close(hint, http.RequestAborted);
        await http.SignOutAsync(IdentitySchemes.Login);
        return Results.SignOut(new AuthenticationProperties { RedirectUri = "/signed-out" }, [Scheme]);
    }

    private static ClaimsPrincipal Principal(UserRow user, string signIn, NodeIdentityOptions options)
    {
        var principal = Principal(new UserId(user.Id).ToString(), user.DisplayName, user.Member, user.Roles, User, options);
        principal.SetClaim(SignIns.Claim, signIn);
        return principal;
    }

    private static ClaimsPrincipal Principal(string subject, string name, Guid member, string roles, string kind, NodeIdentityOptions options)
    {
        var identity = new ClaimsIdentity("node", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject).SetClaim(Claims.Name, name).SetClaim(CallerClaims.Member, new MemberId(member).ToString()).SetClaim(Kind, kind);
        identity.SetClaims(CallerClaims.Role, [.. roles.Split(',')]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetResources(options.Audience);
        return principal;
    }

    private static IResult Grant(ClaimsPrincipal principal)
    {
        // Access tokens are readable by whoever carries them and name nobody; the name is for the console's id token.
        principal.SetDestinations(c => c.Type switch
        {
            Claims.Name => [Destinations.IdentityToken],
            Claims.Subject or CallerClaims.Member or CallerClaims.Role or SignIns.Claim => [Destinations.AccessToken, Destinations.IdentityToken],
            _ => [Destinations.AccessToken],
        });
        return Results.SignIn(principal, authenticationScheme: Scheme);
    }

    private static IResult Deny(string error, string text) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = text,
        }),
        [Scheme]);
}
