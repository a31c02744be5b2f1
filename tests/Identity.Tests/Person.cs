using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace KeyEcosystem.Identity.Tests;

/// <summary>A browser with its cookies, and a program with its tokens.</summary>
internal sealed class Person(Uri address)
{
    public const string Redirect = "http://127.0.0.1:43210/callback";

    public HttpClient Http { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = address };

    public string ClientId { get; set; } = "cli";

    public string? Secret { get; set; }

    public string? Access { get; set; }

    public string? Refresh { get; set; }

    public string? IdToken { get; set; }

    public static string Verifier { get; } = new('v', 64);

    public static string Challenge { get; } = Base64UrlTextEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public static Dictionary<string, string> CodeRequest() => new(StringComparer.Ordinal)
    {
        ["client_id"] = "cli",
        ["response_type"] = "code",
        ["redirect_uri"] = Redirect,
        ["scope"] = "openid profile offline_access api",
        ["state"] = "s",
        ["nonce"] = "n",
        ["code_challenge"] = Challenge,
        ["code_challenge_method"] = "S256",
    };

    public async Task<HttpStatusCode> SignIn(string name, string password) => (await Form("test/password", ("name", name), ("password", password))).StatusCode;

    public Task<HttpResponseMessage> Authorize(Dictionary<string, string> request) => Http.GetAsync(QueryHelpers.AddQueryString("connect/authorize", request!));

    public async Task<string> GetCode()
    {
        var answer = await Authorize(CodeRequest());
        return QueryHelpers.ParseQuery(answer.Headers.Location!.Query)["code"].Single()!;
    }

    public async Task GetTokens()
    {
        var answer = await Form("connect/token", ("grant_type", "authorization_code"), ("client_id", ClientId), ("code", await GetCode()), ("redirect_uri", Redirect), ("code_verifier", Verifier));
        await Keep(answer.EnsureSuccessStatusCode());
    }

    public async Task GetMachineToken(params (string, string)[] more) =>
        await Keep((await Form("connect/token", [("grant_type", "client_credentials"), ("client_id", ClientId), ("client_secret", Secret!), ("scope", "api"), .. more])).EnsureSuccessStatusCode());

    public async Task<HttpStatusCode> UseRefresh()
    {
        var answer = await Form("connect/token", ("grant_type", "refresh_token"), ("client_id", ClientId), ("refresh_token", Refresh!));
        if (answer.IsSuccessStatusCode)
        {
            await Keep(answer);
        }

        return answer.StatusCode;
    }

    public Task<HttpResponseMessage> Form(string path, params (string Name, string Value)[] fields) =>
        Http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    public Task<HttpResponseMessage> Call(string path, HttpMethod? method = null, object? body = null, string? bearer = null)
    {
        var request = new HttpRequestMessage(method ?? (body is null ? HttpMethod.Get : HttpMethod.Post), path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = (bearer ?? Access) is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        return Http.SendAsync(request);
    }

    public async Task<HttpStatusCode> Me(string? bearer = null) => (await Call("identity/v1/me", bearer: bearer)).StatusCode;

    private async Task Keep(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Access = json.RootElement.GetProperty("access_token").GetString();
        Refresh = json.RootElement.TryGetProperty("refresh_token", out var refresh) ? refresh.GetString() : null;
        IdToken = json.RootElement.TryGetProperty("id_token", out var id) ? id.GetString() : null;
    }
}
