using System.Net;
using System.Text.Json;

namespace KeyEcosystem.Cli.SignIn;

/// <summary>Asks the node's provider for tokens, as its public client <c>cli</c>.</summary>
internal static class TokenCalls
{
    public const string ClientId = "cli";
    public const string Scope = "openid profile offline_access api";

    public static Task<Session> FromCode(HttpClient http, Uri node, string code, string redirect, string verifier, TimeProvider clock, CancellationToken stop) =>
        Ask(http, node, clock, stop, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect), ("code_verifier", verifier));

    public static Task<Session> FromRefresh(HttpClient http, Uri node, string refresh, TimeProvider clock, CancellationToken stop) =>
        Ask(http, node, clock, stop, ("grant_type", "refresh_token"), ("refresh_token", refresh));

    /// <summary>Makes a token worth nothing; with a refresh token the whole sign-in of this command.</summary>
    public static async Task<bool> Revoke(HttpClient http, Uri node, string token, CancellationToken stop)
    {
        using var answer = await http.PostAsync(new Uri(node, "connect/revoke"), Form(("token", token)), stop);
        return answer.IsSuccessStatusCode;
    }

    private static async Task<Session> Ask(HttpClient http, Uri node, TimeProvider clock, CancellationToken stop, params (string Name, string Value)[] fields)
    {
        var asked = clock.GetUtcNow();
        using var answer = await http.PostAsync(new Uri(node, "connect/token"), Form(fields), stop);
        if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new UsageException("The sign-in has ended: run 'keyeco login' again. 登录已失效，请重新运行 keyeco login。");
        }

        answer.EnsureSuccessStatusCode();
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(stop));
        return new Session(
            json.RootElement.GetProperty("access_token").GetString()!,
            json.RootElement.TryGetProperty("refresh_token", out var refresh) ? refresh.GetString() : null,
            asked.AddSeconds(json.RootElement.GetProperty("expires_in").GetInt64()));
    }

    private static FormUrlEncodedContent Form(params ReadOnlySpan<(string Name, string Value)> fields)
    {
        var form = new List<KeyValuePair<string, string>> { new("client_id", ClientId) };
        foreach (var (name, value) in fields)
        {
            form.Add(new(name, value));
        }

        return new FormUrlEncodedContent(form);
    }
}
