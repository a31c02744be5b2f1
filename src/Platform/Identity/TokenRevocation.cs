using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Revokes all that was granted to somebody, and tells those who keep sessions.</summary>
internal sealed class TokenRevocation(IServiceScopeFactory scopes, IEnumerable<IAccountWatch> watches)
{
    /// <summary>Tokens say nothing about roles that the account does not say; only open sessions are told.</summary>
    public void RolesChanged(UserAccount account)
    {
        foreach (var watch in watches)
        {
            watch.RolesChanged(account.Id.ToString(), account.Roles);
        }
    }

    public async Task Subject(string subject, CancellationToken stop)
    {
        foreach (var watch in watches)
        {
            watch.Ended(subject);
        }

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().RevokeBySubjectAsync(subject, stop);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().RevokeBySubjectAsync(subject, stop);
    }
}
