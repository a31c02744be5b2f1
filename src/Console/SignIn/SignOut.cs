using KeyEcosystem.WebConsole.Session;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.WebConsole.SignIn;

/// <summary>Signs out: first the sign-in at the provider, since the page's own circuit may reload before the cookies are gone; then tokens, session and cookies.</summary>
internal static class SignOut
{
    public static async Task<IResult> Post(HttpContext http, IAntiforgery antiforgery, SessionVault vault, TokenSource tokens, ISignInDoor door)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        var properties = new AuthenticationProperties { RedirectUri = "/signed-out" };
        if (vault.Find(http.User.SessionId()) is { } session)
        {
            properties.SetString(ConsoleSchemes.Hint, session.Tokens.IdToken);
            await door.End(session.Subject, session.SignIn, http.RequestAborted);
            await tokens.Revoke(session, http.RequestAborted);
            vault.End(session.Id, SessionVault.SignedOut);
            return Results.SignOut(properties, [ConsoleSchemes.Cookie, ConsoleSchemes.Oidc]);
        }

        return Results.SignOut(properties, [ConsoleSchemes.Cookie]);
    }
}
