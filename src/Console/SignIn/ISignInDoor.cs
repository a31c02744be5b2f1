using KeyEcosystem.Kernel;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.WebConsole.SignIn;

/// <summary>What the sign-in pages ask of the node's provider, before there is a token to call the API with. The host answers.</summary>
public interface ISignInDoor
{
    /// <summary>Signs in by password; sets the provider's cookie.</summary>
    /// <param name="http">The page's request.</param>
    /// <param name="loginName">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <returns>Why not; null when signed in.</returns>
    Task<Refusal?> WithPassword(HttpContext http, string loginName, string password);

    /// <summary>Signs in by a one-time link; sets the provider's cookie.</summary>
    /// <param name="http">The page's request.</param>
    /// <param name="text">The fragment of the link.</param>
    /// <returns>Why not; null when signed in.</returns>
    Task<Refusal?> WithLink(HttpContext http, string text);

    /// <summary>Makes the account that an invitation is for, and signs it in.</summary>
    /// <param name="http">The page's request.</param>
    /// <param name="text">The fragment of the link.</param>
    /// <param name="displayName">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <returns>Why not; null when made.</returns>
    Task<Refusal?> AcceptInvitation(HttpContext http, string text, string displayName, string password);

    /// <summary>Writes to an address that wants a trial.</summary>
    /// <param name="email">As typed.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>Why not; null when taken.</returns>
    Task<Refusal?> BeginSignUp(string email, CancellationToken stop);

    /// <summary>Makes the trial account of a proven address, and signs it in.</summary>
    /// <param name="http">The page's request.</param>
    /// <param name="text">The fragment of the link.</param>
    /// <param name="displayName">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <returns>Why not; null when made.</returns>
    Task<Refusal?> CompleteSignUp(HttpContext http, string text, string displayName, string password);

    /// <summary>Ends a sign-in at the provider, before anything else of a sign-out.</summary>
    /// <param name="subject">Text id of the person.</param>
    /// <param name="signIn">Id of the sign-in.</param>
    /// <param name="stop">Ends the wait.</param>
    Task End(string subject, string signIn, CancellationToken stop);
}
