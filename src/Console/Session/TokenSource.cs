using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>Gives a valid access token for a session. Refreshes under the session's gate, so that parallel calls refresh once.</summary>
internal sealed partial class TokenSource(SessionVault vault, ConsoleOptions options, NodeConnections connections, TimeProvider clock, ILogger<TokenSource> log) : IDisposable
{
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new(connections.Handler, disposeHandler: false) { BaseAddress = options.LoopbackUrl };

    /// <summary>The token; another one than <paramref name="refused"/>, when the node has refused that.</summary>
    public async Task<string> Get(string? sessionId, string? refused, CancellationToken stop)
    {
        var session = vault.Find(sessionId) ?? throw new SessionEndedException("no session");
        await session.Gate.WaitAsync(stop);
        try
        {
            if (session.Ended.IsCancellationRequested)
            {
                throw new SessionEndedException(session.Reason ?? "ended");
            }

            if (clock.GetUtcNow() >= session.Tokens.AccessExpires - Skew || session.Tokens.Access == refused)
            {
                await Refresh(session, stop);
            }

            return session.Tokens.Access;
        }
        finally
        {
            session.Gate.Release();
        }
    }

    /// <summary>Revokes both tokens: either alone would leave the other alive.</summary>
    public async Task Revoke(ConsoleSession session, CancellationToken stop)
    {
        foreach (var token in (string[])[session.Tokens.Refresh, session.Tokens.Access])
        {
            using var form = Form(("token", token));
            using var answer = await http.PostAsync(new Uri("connect/revoke", UriKind.Relative), form, stop);
            if (!answer.IsSuccessStatusCode)
            {
                RevocationFailed(log, (int)answer.StatusCode);
            }
        }
    }

    public void Dispose() => http.Dispose();

    private async Task Refresh(ConsoleSession session, CancellationToken stop)
    {
        using var form = Form(("grant_type", "refresh_token"), ("refresh_token", session.Tokens.Refresh));
        using var answer = await http.PostAsync(new Uri("connect/token", UriKind.Relative), form, stop);
        if ((int)answer.StatusCode >= 500 || (int)answer.StatusCode == 429)
        {
            // A node in trouble is no end of a session.
            throw new HttpRequestException($"The token endpoint answered {(int)answer.StatusCode}.");
        }

        var told = await answer.Content.ReadFromJsonAsync<Answer>(stop);
        if (!answer.IsSuccessStatusCode || told?.AccessToken is null)
        {
            vault.End(session.Id, told?.Error ?? "refused");
            throw new SessionEndedException(told?.Error ?? "refused");
        }

        session.Tokens = session.Tokens with
        {
            Access = told.AccessToken,
            Refresh = told.RefreshToken ?? session.Tokens.Refresh,
            AccessExpires = clock.GetUtcNow().AddSeconds(told.ExpiresIn),
        };
    }

    private FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(
        [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("client_id", ConsoleSchemes.ClientId), KeyValuePair.Create("client_secret", options.ClientSecret)]);

    [LoggerMessage(EventId = 900, Level = LogLevel.Warning, Message = "A token could not be revoked at sign-out: the provider answered {Status}")]
    private static partial void RevocationFailed(ILogger logger, int status);

    private sealed record Answer(
        [property: JsonPropertyName("access_token")] string? AccessToken,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("error")] string? Error);
}
