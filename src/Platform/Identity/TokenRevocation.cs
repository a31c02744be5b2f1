using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Revokes all that was granted to somebody.</summary>
internal sealed class TokenRevocation(IServiceScopeFactory scopes)
{
    public async Task Subject(string subject, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().RevokeBySubjectAsync(subject, stop);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().RevokeBySubjectAsync(subject, stop);
    }
}
