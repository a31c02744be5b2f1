using System.Security.Claims;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.WebConsole.SignIn;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.Host.People;

/// <summary>Answers the console's sign-in pages by the node's provider.</summary>
internal sealed class SignInDoor(SignInService signIns, Invitations invitations, SignUps signUps) : ISignInDoor
{
    public async Task<Refusal?> WithPassword(HttpContext http, string loginName, string password) => await Entered(http, await signIns.WithPassword(http, loginName, password, http.RequestAborted));

    public async Task<Refusal?> WithLink(HttpContext http, string text) => await Entered(http, await signIns.WithLink(http, text, http.RequestAborted));

    public async Task<Refusal?> AcceptInvitation(HttpContext http, string text, string displayName, string password) =>
        await Enter(http, await invitations.Accept(text, displayName, password, http.RequestAborted), password);

    public async Task<Refusal?> BeginSignUp(string email, CancellationToken stop) => Of(await signUps.Begin(email, stop));

    public async Task<Refusal?> CompleteSignUp(HttpContext http, string text, string displayName, string password) =>
        await Enter(http, await signUps.Complete(text, displayName, password, http.RequestAborted), password);

    public Task End(string subject, string signIn, CancellationToken stop) => signIns.Close(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", subject), new Claim("sid", signIn)])), stop);

    /// <summary>Who has just chosen a password need not type it again.</summary>
    private async Task<Refusal?> Enter(HttpContext http, Result<UserAccount> made, string password) =>
        made.IsOk ? await WithPassword(http, made.Value.LoginName, password) : made.Refusal;

    private async Task<Refusal?> Entered(HttpContext http, Result<UserId> signedIn)
    {
        if (!signedIn.IsOk)
        {
            return signedIn.Refusal;
        }

        await SignInAnew.Leave(http, this);
        return null;
    }

    private static Refusal? Of<T>(Result<T> result) => result.IsOk ? null : result.Refusal;
}
