using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Revokes all that was granted to somebody, and tells those who keep sessions.</summary>
internal sealed class TokenRevocation(IServiceScopeFactory scopes, IEnumerable<IAccountWatch> watches)
{
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
