using OpenIddict.Abstractions;
using OpenIddict.Validation;
using static OpenIddict.Validation.OpenIddictValidationEvents;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Refuses a valid access token whose person or client may no longer act, and gives the others the roles they have now: an admission acts on the next request.</summary>
internal sealed class StandingTokens(SignIns signIns, MachineClients machines) : IOpenIddictValidationHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        if (context.AccessTokenPrincipal is not { } principal)
        {
            return;
        }

        // A token without an entry could not be revoked; the provider makes none.
        if (principal.GetTokenId() is null || await Provider.RolesNow(principal, signIns, machines, context.CancellationToken) is not { } roles)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidToken, "The sign-in or client behind the token has ended.");
            return;
        }

        principal.SetClaims(CallerClaims.Role, [.. roles.Split(',')]);
    }
}
