using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Calls of identity.</summary>
public static class IdentityCalls
{
    private const string Root = "identity/v1";

    /// <summary>Who the node takes you for.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MeView> Me(this NodeHttp http, CancellationToken stop) => http.Get<MeView>($"{Root}/me", stop);

    /// <summary>Your own account.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AccountView> Account(this NodeHttp http, CancellationToken stop) => http.Get<AccountView>($"{Root}/me/account", stop);

    /// <summary>Changes how you are called.</summary>
    /// <param name="http">The node.</param>
    /// <param name="change">The name.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AccountView> Rename(this NodeHttp http, NameChange change, CancellationToken stop) => http.Post<AccountView>($"{Root}/me/name", change, stop);

    /// <summary>Sets your password and ends every sign-in.</summary>
    /// <param name="http">The node.</param>
    /// <param name="change">The password.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AccountView> SetPassword(this NodeHttp http, PasswordChange change, CancellationToken stop) => http.Post<AccountView>($"{Root}/me/password", change, stop);

    /// <summary>Ends every sign-in of yours.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<AccountView> SignOutEverywhere(this NodeHttp http, CancellationToken stop) => http.Post<AccountView>($"{Root}/me/sign-out", null, stop);

    /// <summary>One page of accounts: of the own member, an operator sees all.</summary>
    /// <param name="http">The node.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<UserView>> Users(this NodeHttp http, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<UserView>>($"{Root}/users{QueryText.Of(("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>All accounts that the caller may see.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<UserView> AllUsers(this NodeHttp http, CancellationToken stop) => PageCalls.All(cursor => http.Users(cursor, 500, stop), stop);

    /// <summary>Makes an account.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">Whose, and with which roles.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<UserView> CreateUser(this NodeHttp http, UserRequest request, CancellationToken stop) => http.Post<UserView>($"{Root}/users", request, stop);

    /// <summary>Suspends, restores or erases an account.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Whose.</param>
    /// <param name="step">suspend, restore or erase.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<UserView> StepUser(this NodeHttp http, UserId id, string step, CancellationToken stop) =>
        http.Post<UserView>($"{Root}/users/{id}/{Uri.EscapeDataString(step)}", null, stop);

    /// <summary>Makes an address that signs a person in once.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Whom.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<SignInLinkView> MakeSignInLink(this NodeHttp http, UserId id, CancellationToken stop) => http.Post<SignInLinkView>($"{Root}/users/{id}/sign-in-link", null, stop);

    /// <summary>Asks a person in.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">Whom, and with which roles.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<InvitationView> Invite(this NodeHttp http, InvitationRequest request, CancellationToken stop) => http.Post<InvitationView>($"{Root}/invitations", request, stop);

    /// <summary>Makes the account that an invitation is for; needs no credential.</summary>
    /// <param name="http">The node.</param>
    /// <param name="acceptance">The ticket, a name, a password.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<UserView> AcceptInvitation(this NodeHttp http, TicketAcceptance acceptance, CancellationToken stop) => http.Post<UserView>($"{Root}/invitations/accept", acceptance, stop);

    /// <summary>Asks for a letter that proves an address; needs no credential.</summary>
    /// <param name="http">The node.</param>
    /// <param name="email">The address.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task BeginSignUp(this NodeHttp http, string email, CancellationToken stop) => http.Post($"{Root}/sign-up", new SignUpRequest(email), stop);

    /// <summary>Makes a trial account for a proven address; needs no credential.</summary>
    /// <param name="http">The node.</param>
    /// <param name="acceptance">The ticket of the letter, a name, a password.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<UserView> CompleteSignUp(this NodeHttp http, TicketAcceptance acceptance, CancellationToken stop) => http.Post<UserView>($"{Root}/sign-up/complete", acceptance, stop);

    /// <summary>One page of API keys, without their texts.</summary>
    /// <param name="http">The node.</param>
    /// <param name="cursor">The next value of the page before; null for the first page.</param>
    /// <param name="limit">Entries of the page, 1 to 500; null for the node's default.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<KeyListing>> Keys(this NodeHttp http, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<KeyListing>>($"{Root}/keys{QueryText.Of(("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>All API keys that the caller may see.</summary>
    /// <param name="http">The node.</param>
    /// <param name="stop">Ends the reading.</param>
    public static IAsyncEnumerable<KeyListing> AllKeys(this NodeHttp http, CancellationToken stop) => PageCalls.All(cursor => http.Keys(cursor, 500, stop), stop);

    /// <summary>Makes an API key; its text is given once.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">For whom, and with which roles.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<KeyView> MakeKey(this NodeHttp http, KeyRequest request, CancellationToken stop) => http.Post<KeyView>($"{Root}/keys", request, stop);

    /// <summary>Revokes an API key.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task RevokeKey(this NodeHttp http, string id, CancellationToken stop) => http.Delete($"{Root}/keys/{Uri.EscapeDataString(id)}", stop);

    /// <summary>Makes a machine client; its secret is given once.</summary>
    /// <param name="http">The node.</param>
    /// <param name="request">For whom, and with which roles.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<MachineView> MakeMachine(this NodeHttp http, MachineRequest request, CancellationToken stop) => http.Post<MachineView>($"{Root}/machines", request, stop);

    /// <summary>Revokes a machine client.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task RevokeMachine(this NodeHttp http, string id, CancellationToken stop) => http.Delete($"{Root}/machines/{Uri.EscapeDataString(id)}", stop);
}
