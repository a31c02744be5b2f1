using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>Turns the circuit anonymous the moment its session ends; the router then sends the person to the sign-in.</summary>
internal sealed class NodeAuthenticationState(SessionVault vault) : ServerAuthenticationStateProvider, IHostEnvironmentAuthenticationStateProvider, IDisposable
{
    private CancellationTokenRegistration watch;

    public string? EndReason { get; private set; }

    void IHostEnvironmentAuthenticationStateProvider.SetAuthenticationState(Task<AuthenticationState> authenticationStateTask)
    {
        SetAuthenticationState(authenticationStateTask);
        _ = Watch(authenticationStateTask);
    }

    public void Dispose() => watch.Dispose();

    private async Task Watch(Task<AuthenticationState> given)
    {
        if ((await given).User.SessionId() is not { } id)
        {
            return;
        }

        watch.Dispose();
        if (vault.Find(id) is { } session)
        {
            watch = session.Ended.Register(() =>
            {
                EndReason = session.Reason;
                Clear();
            });
        }
        else
        {
            Clear();
        }
    }

    private void Clear() => SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
}
