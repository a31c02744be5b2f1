using KeyEcosystem.WebConsole.Session;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.WebConsole.SignIn;

/// <summary>Lets go of the console's session of whoever was signed in before in this browser: else the pages would go on as that person.</summary>
public static class SignInAnew
{
    /// <summary>Ends that person's sign-in, session and cookie; nothing when there is none.</summary>
    /// <param name="http">The request that has just signed somebody in at the provider.</param>
    /// <param name="door">Ends sign-ins.</param>
    public static async Task Leave(HttpContext http, ISignInDoor door)
    {
        // Asked here: a provider's answer comes in before anybody is known.
        var vault = http.RequestServices.GetRequiredService<SessionVault>();
        if (vault.Find((await http.AuthenticateAsync(ConsoleSchemes.Cookie)).Principal?.SessionId()) is { } session)
        {
            await door.End(session.Subject, session.SignIn, http.RequestAborted);
            vault.End(session.Id, SessionVault.SignedOut);
            await http.SignOutAsync(ConsoleSchemes.Cookie);
        }
    }
}
