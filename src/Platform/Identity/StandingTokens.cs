using OpenIddict.Abstractions;
using OpenIddict.Validation;
using static OpenIddict.Validation.OpenIddictValidationEvents;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Refuses a valid access token whose person or client may no longer act.</summary>
internal sealed class StandingTokens(SignIns signIns, MachineClients machines) : IOpenIddictValidationHandler<ProcessAuthenticationContext>
{
    public async ValueTask HandleAsync(ProcessAuthenticationContext context)
    {
        // A token without an entry could not be revoked; the provider makes none.
        if (context.AccessTokenPrincipal is { } principal && (principal.GetTokenId() is null || !await Provider.MayAct(principal, signIns, machines, context.CancellationToken)))
        {
            context.Reject(OpenIddictConstants.Errors.InvalidToken, "The sign-in or client behind the token has ended.");
        }
    }
}
