using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Components.Authorization;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>Puts the session's token on calls of the API, and ends the session when the node no longer takes it.</summary>
/// <remarks>Scoped to the circuit or the request; made without a handler factory, whose scopes would not see the circuit's services. Never disposed: the pool below is the process's.</remarks>
internal sealed class BearerHandler(AuthenticationStateProvider authentication, TokenSource tokens, SessionVault vault, NodeConnections connections)
    : DelegatingHandler(connections.Handler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var session = (await authentication.GetAuthenticationStateAsync()).User.SessionId();
        var token = await tokens.Get(session, null, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Unauthorized || (request.Method != HttpMethod.Get && request.Content is not null))
        {
            return answer;
        }

        answer.Dispose();
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.Get(session, token, cancellationToken));
        answer = await base.SendAsync(request, cancellationToken);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            answer.Dispose();
            vault.End(session, "refused");
            throw new SessionEndedException("refused");
        }

        return answer;
    }
}
