using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>Drops every event of a circuit whose session has ended. It does not throw: the acknowledgement of the redirect's render is an event too.</summary>
internal sealed class SessionCircuitHandler(AuthenticationStateProvider authentication, SessionVault vault) : CircuitHandler
{
    private string? session;

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        session = (await authentication.GetAuthenticationStateAsync()).User.SessionId();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        context => session is not null && vault.Find(session) is null ? Task.CompletedTask : next(context);
}
